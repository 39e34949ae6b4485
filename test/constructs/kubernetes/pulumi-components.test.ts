import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';
import { renderPulumiComponents } from '../../../constructs/kubernetes/pulumi-components';
import { buildApp } from '../../../examples/pulumi-components/main';
import { consistencyProblems } from '../../support/kubernetes/consistency';

const config = (name: string, data: Record<string, pulumi.Input<string>> = {}) =>
  new k8s.core.v1.ConfigMap(name, { metadata: { name, namespace: 'demo' }, data });

/** A resource of another provider. */
class Bucket extends pulumi.CustomResource {
  constructor(name: string) {
    super('aws:s3/bucket:Bucket', name, {});
  }
}

const render = (build: () => unknown) => renderPulumiComponents(pulumi, build);

describe('components of Pulumi', () => {
  it('give the same manifests in whatever order they are made', async () => {
    const forward = await render(() => [config('a'), config('b')]);
    const backward = await render(() => [config('b'), config('a')]);
    expect(forward).toEqual(backward);
    expect(forward).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'demo' }, data: {} },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'demo' }, data: {} },
    ]);
  });

  it('have the values of what they refer to, secret ones too', async () => {
    const manifests = await render(() => {
      const first = config('a', { text: 'x' });
      config('b', { text: first.data.apply((data) => `${data['text']}y`), token: pulumi.secret('z') });
    });
    expect(manifests[1]).toMatchObject({ data: { text: 'xy', token: 'z' } });
  });

  it('wait for each other, because mocks are global', async () => {
    const [first, second] = await Promise.all([render(() => config('a')), render(() => config('b'))]);
    expect([first?.length, second?.length]).toEqual([1, 1]);
    expect(second?.[0]?.metadata.name).toBe('b');
  });

  it('are refused with everything that cannot be rendered, and the next ones are not', async () => {
    const failing = render(() => {
      new k8s.core.v1.ConfigMap('nameless', {});
      new k8s.core.v1.Secret('token', { metadata: { name: 'token' }, stringData: { token: 'hunter2' } });
      new k8s.helm.v3.Release('chart', { chart: 'nginx' });
      new Bucket('bucket');
    });
    const message = await failing.then(
      () => '',
      (error: Error) => error.message,
    );
    expect(message).toContain('nameless (kubernetes:core/v1:ConfigMap) has no metadata.name');
    expect(message).toContain('token (kubernetes:core/v1:Secret) holds values of a secret');
    expect(message).toContain('chart (kubernetes:helm.sh/v3:Release) is expanded by the Pulumi engine');
    expect(message).toContain('bucket (aws:s3/bucket:Bucket) is no Kubernetes object');
    expect(message).not.toContain('hunter2');
    await expect(render(() => config('a'))).resolves.toHaveLength(1);
  });

  it('need a Pulumi that can be waited for', async () => {
    const broken = { runtime: { setMocks: () => {} } };
    await expect(renderPulumiComponents(broken, () => {})).rejects.toThrow('has no runtime.waitForRPCs');
  });
});

describe('the example of a component', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'ninefold-pulumi-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true, force: true }));

  const filesOf = async (name: string) => {
    const folder = join(outdir, name);
    mkdirSync(folder);
    (await buildApp(folder)).synth();
    const tree = join(folder, 'manifests', 'us-east-1', 'gateway', 'inference');
    return Object.fromEntries(readdirSync(tree).map((file) => [file, readFileSync(join(tree, file), 'utf8')]));
  };

  it('is delivered as manifests that fit together, the same bytes each time', async () => {
    const first = await filesOf('first');
    expect(Object.keys(first).sort()).toEqual([
      'deployment.yaml',
      'poddisruptionbudget.yaml',
      'podmonitor.yaml',
      'service.yaml',
    ]);
    expect(await filesOf('second')).toEqual(first);
    expect(
      consistencyProblems(
        Object.values(first).map((text) => parse(text)),
        {},
      ),
    ).toEqual([]);
    expect(parse(first['service.yaml'] ?? '')).toMatchObject({
      spec: { selector: { 'app.kubernetes.io/name': 'gateway' }, ports: [{ port: 80, targetPort: 'http' }] },
    });
  });
});
