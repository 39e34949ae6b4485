import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { parse, parseAllDocuments } from 'yaml';
import { addHelmProvider } from '../../../constructs/kubernetes/helm-provider';
import type { Manifest } from '../../../constructs/kubernetes/manifest';
import { ManifestRelease } from '../../../constructs/kubernetes/manifest-release';
import type { ConfigMap } from '../../../constructs/kubernetes/objects';
import { addAwsProvider } from '../../../constructs/substrate/aws-provider';
import { App, TerraformStack } from '../../../constructs/substrate/cdktf';
import { readStack } from '../../support/synthesize';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'ninefold-release-'));
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

const configMap = (name: string, text: string): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'demo' },
  data: { text },
});

type Objects = (stack: TerraformStack) => readonly Manifest[];

function release(...given: Manifest[] | [Objects]) {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'workloads');
  addAwsProvider(stack, { region: 'us-east-1', tags: {} });
  addHelmProvider(stack, {
    clusterName: 'c',
    endpoint: 'https://c',
    certificateAuthority: 'Y2E=',
    region: 'us-east-1',
  });
  const [first] = given;
  const manifests = typeof first === 'function' ? first(stack) : (given as Manifest[]);
  new ManifestRelease(stack, 'chat', {
    name: 'chat',
    namespace: 'demo',
    folder: 'us-east-1',
    manifests: () => manifests,
  });
  app.synth();
  const stackFolder = join(outdir, 'stacks', 'workloads');
  const file = (...path: string[]) => readFileSync(join(...path), 'utf8');
  return {
    resource: readStack(JSON.parse(file(stackFolder, 'cdk.tf.json'))).resource('helm_release'),
    chart: (path: string) => file(stackFolder, 'charts', 'chat', path),
    tree: (path: string) => file(outdir, 'manifests', 'us-east-1', 'chat', path),
  };
}

describe('ManifestRelease', () => {
  it('writes a chart beside the stack, and the same objects as plain files', () => {
    const { resource, chart, tree } = release(configMap('a', 'x {{ y }}'), configMap('b', 'z'));
    expect(resource).toMatchObject({
      name: 'chat',
      namespace: 'demo',
      chart: './charts/chat',
      atomic: true,
      wait: true,
      wait_for_jobs: true,
      cleanup_on_fail: true,
      timeout: 600,
      version: parse(chart('Chart.yaml')).version,
    });
    expect(parse(chart('Chart.yaml'))).toMatchObject({ apiVersion: 'v2', name: 'chat' });
    expect(chart('manifests/demo/configmap.yaml')).toBe(tree('demo/configmap.yaml'));
    expect(parseAllDocuments(tree('demo/configmap.yaml')).map((document) => document.toJS())).toEqual([
      configMap('a', 'x {{ y }}'),
      configMap('b', 'z'),
    ]);
    expect(existsSync(join(outdir, 'stacks', 'workloads', 'charts', 'chat', 'crds'))).toBe(false);
  });

  it('has the same version for the same content, and another one for any change', () => {
    const version = (...manifests: Manifest[]) => release(...manifests).resource['version'];
    const first = version(configMap('a', 'x'), configMap('b', 'y'));
    expect(version(configMap('b', 'y'), configMap('a', 'x'))).toBe(first);
    expect(version(configMap('a', 'x'), configMap('b', 'z'))).not.toBe(first);
    expect(first).toMatch(/^0\.0\.0-sha-[0-9a-f]{16}$/);
  });

  it('hands what only Terraform knows to the release', () => {
    const arn = '${data.terraform_remote_state.dev-us-east-1-cluster.outputs.target_group_arns["chat"]}';
    const { resource, tree } = release(configMap('a', arn));
    expect(resource['values']).toEqual([
      `\${jsonencode({ references = { "target_group_arns.chat" = ${arn.slice(2, -1)} } })}`,
    ]);
    expect(parse(tree('demo/configmap.yaml')).data.text).toBe('<<target_group_arns.chat>>');
  });

  it('refers to resources of its own stack, too', () => {
    const { resource, tree } = release((stack) => [
      configMap('a', `s3://${new S3Bucket(stack, 'models', { bucket: 'models' }).bucket}/x`),
    ]);
    expect(resource['values']).toEqual([
      '${jsonencode({ references = { "aws_s3_bucket.models.bucket" = aws_s3_bucket.models.bucket } })}',
    ]);
    expect(parse(tree('demo/configmap.yaml')).data.text).toBe('s3://<<aws_s3_bucket.models.bucket>>/x');
  });

  it('refuses definitions of custom resources, which Helm never updates', () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
    };
    expect(() => release(definition)).toThrow('things.example.com is a definition of a custom resource');
  });

  it('refuses a chart that is too large for the secret in which Helm keeps it', () => {
    let seed = 1;
    const noise = Array.from({ length: 900_000 }, () => {
      seed = (seed * 48271) % 2147483647;
      return String.fromCharCode(33 + (seed % 90));
    }).join('');
    expect(() => release(configMap('a', noise))).toThrow(/the release chat has \d+ bytes, too many for Helm: split it/);
    expect(() => release(configMap('a', 'repeated '.repeat(200_000)))).not.toThrow();
  });
});
