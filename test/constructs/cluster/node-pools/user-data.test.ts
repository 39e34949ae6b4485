import { parse } from 'yaml';
import { userData } from '../../../../constructs/cluster/node-pools/user-data';

const decode = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');

/** Splits a MIME multipart document as nodeadm does: by the boundary that its header announces. */
function parts(document: string): { contentType: string; body: string }[] {
  const boundary = /^Content-Type: multipart\/mixed; boundary="([^"]+)"$/m.exec(document)?.[1];
  expect(boundary).toBeDefined();
  const [, ...sections] = document.split(`\n--${boundary}`);
  expect(sections.pop()).toBe('--\n');
  return sections.map((section) => {
    const [header = '', ...body] = section.trimStart().split('\n\n');
    return { contentType: header, body: body.join('\n\n') };
  });
}

describe('userData', () => {
  it('starts with the MIME version, which EKS looks for', () => {
    expect(decode(userData({ raid0: true, maxPods: 110 }))).toMatch(/^MIME-Version: 1\.0\n/);
  });

  it('holds one NodeConfig that joins the NVMe disks and sets the most pods', () => {
    const [part, ...others] = parts(decode(userData({ raid0: true, maxPods: 250 })));

    expect(others).toEqual([]);
    expect(part?.contentType).toBe('Content-Type: application/node.eks.aws');
    expect(parse(part?.body ?? '')).toEqual({
      apiVersion: 'node.eks.aws/v1alpha1',
      kind: 'NodeConfig',
      spec: {
        instance: { localStorage: { strategy: 'RAID0' } },
        kubelet: { config: { maxPods: 250 } },
      },
    });
  });

  it('says nothing about local storage where there is none', () => {
    const [part] = parts(decode(userData({ raid0: false, maxPods: 110 })));

    expect(parse(part?.body ?? '').spec).toEqual({ kubelet: { config: { maxPods: 110 } } });
  });

  it('gives the same bytes for the same options', () => {
    expect(userData({ raid0: true, maxPods: 110 })).toBe(userData({ raid0: true, maxPods: 110 }));
  });
});
