import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stringify } from 'yaml';
import { compile } from '../../planner/compile';
import { synthesize } from '../../stacks/synthesize';
import { type Spec, specWith, today } from '../support/spec';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Everything that synthesis writes, by its path. */
function outputOf(change: (spec: Spec) => void = () => {}): ReadonlyMap<string, string> {
  const { environment, findings } = compile({ file: 'test.yaml', text: stringify(specWith(change)) }, today);
  if (environment === undefined) throw new Error(JSON.stringify(findings));
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-releases-'));
  folders.push(folder);
  synthesize(environment, folder);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), readFileSync(path, 'utf8')];
    }),
  );
}

/** Addresses of the releases that differ. */
function changedReleases(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...before].flatMap(([path, text]) => {
    if (!path.endsWith('cdk.tf.json')) return [];
    const old = JSON.parse(text).resource.helm_release ?? {};
    const now = JSON.parse(after.get(path) ?? '{}').resource.helm_release ?? {};
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    const stack = path.split('/').at(-2);
    return names
      .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
      .map((name) => `${stack} ${now[name]?.name ?? old[name]?.name}`);
  });
}

describe('the releases of an environment', () => {
  const before = outputOf();
  const after = outputOf((spec) => {
    spec.models[0].revision = 'v1.2.0';
  });

  it('are the same bytes every time, with charts and manifests', () => {
    expect([...before.keys()].some((path) => path.startsWith('manifests/'))).toBe(true);
    expect([...before.keys()].some((path) => path.includes('/charts/'))).toBe(true);
    expect(outputOf()).toEqual(before);
  });

  it('change one by one: what no change is about stays as it is', () => {
    // Where it is fetched, and wherever it is served or trained.
    expect(changedReleases(before, after).sort()).toEqual([
      'prod-eu-west-1-workloads inference',
      'prod-us-east-1-workloads inference',
      'prod-us-east-1-workloads models',
      'prod-us-east-1-workloads training-dpo',
      'prod-us-west-2-workloads inference',
    ]);
  });

  it('show what has changed as a difference of plain files', () => {
    const differing = [...before.keys()].filter(
      (path) => path.startsWith('manifests/') && before.get(path) !== after.get(path),
    );
    expect(differing.sort()).toEqual([
      'manifests/eu-west-1/inference/inference/deployment.yaml',
      'manifests/us-east-1/inference/inference/deployment.yaml',
      'manifests/us-east-1/models/models/job.yaml',
      'manifests/us-east-1/training-dpo/training/configmap.yaml',
      'manifests/us-west-2/inference/inference/deployment.yaml',
    ]);
  });
});
