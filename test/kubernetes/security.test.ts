import type { Manifest } from '../../constructs/kubernetes/manifest';
import { securityProblems } from '../support/kubernetes/security';

const image = `registry.example.com/x@sha256:${'0'.repeat(64)}`;
const bounded = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

function job(pod: object = {}, container: object = {}): Manifest {
  const spec = {
    securityContext: { runAsNonRoot: true },
    automountServiceAccountToken: false,
    ...pod,
    containers: [{ name: 'c', image, securityContext: bounded, ...container }],
  };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' }, spec: { template: { spec } } } as Manifest;
}

describe('the security baseline of pods', () => {
  it('is kept by one that pins its image and asks for no rights', () => {
    expect(securityProblems([job()])).toEqual([]);
  });

  it.each([
    ['an image that can change', {}, { image: 'x:1.0' }, 'Job j: c has an image without a digest: x:1.0'],
    ['root', { securityContext: {} }, {}, 'Job j may run as root'],
    ['a container that is root', {}, { securityContext: { ...bounded, runAsUser: 0 } }, 'Job j: c may run as root'],
    ['a token', { automountServiceAccountToken: true }, {}, 'Job j gets a token of the API server'],
    [
      'more rights',
      {},
      { securityContext: { ...bounded, allowPrivilegeEscalation: true } },
      'Job j: c may gain rights',
    ],
    [
      'a writable root',
      {},
      { securityContext: { ...bounded, readOnlyRootFilesystem: false } },
      'Job j: c may write to its own file system',
    ],
    ['capabilities', {}, { securityContext: { ...bounded, capabilities: {} } }, 'Job j: c keeps capabilities'],
  ])('is broken by %s', (_what, pod, container, problem) => {
    expect(securityProblems([job(pod, container)])).toEqual([problem]);
  });

  it('is broken by a secret whose values are in a file', () => {
    expect(securityProblems([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }])).toEqual([
      'Secret s has values',
    ]);
  });
});
