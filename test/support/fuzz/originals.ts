import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { blueprintFile, blueprintNames, blueprintVersions } from '../../../blueprints/library';
import { loadBlueprint } from '../../../blueprints/load-blueprint';
import { exampleNames, examplesFolder } from '../examples';
import { baseSpec } from '../spec';

/** Files as users have them, of which one is spoilt. */
export interface Original {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The file that is spoilt. */
  readonly spoilt: string;
}

const text = (value: unknown) => stringify(value, { aliasDuplicateObjects: false });

/** Values for the parameters that have no default. */
const parameters = {
  source: 'hf://Qwen/Qwen2.5-7B-Instruct',
  revision: 'a09a35458c702b33eeacc393d103063234e8bc28',
  dataset: 's3://acme-data/set.jsonl',
  reservation: 'cr-0123456789abcdef1',
  zone: 'use1-az1',
  starts: '2026-12-01T00:00:00Z',
  ends: '2026-12-15T00:00:00Z',
  host: 'chat.example.com',
};

function extending(from: string, declared: string): string {
  const used = Object.entries(parameters).filter(([name]) => declared.includes(`\n  ${name}:\n`));
  const { budget: _budget, regions, ...rest } = baseSpec();
  // A capacity block lies in one region.
  const kept = declared.includes('\n  reservation:\n') ? regions.slice(0, 1) : regions;
  return text({ ...rest, regions: kept, extends: { from, with: Object.fromEntries(used) } });
}

function hashOf(name: string, version: string): string {
  const loaded = loadBlueprint(blueprintFile(name, version));
  return 'blueprint' in loaded ? loaded.blueprint.hash : '';
}

const lock = text({
  lockVersion: 1,
  blueprints: [{ from: 'ha-chat@1.0.0', version: '1.0.0', hash: hashOf('ha-chat', '1.0.0') }],
  versions: { providers: { aws: '5.100.0' }, charts: { keda: '2.18.0' }, images: { vllm: 'v0.27.0' } },
});

const examples: Original[] = exampleNames.map((name) => ({
  name,
  files: { 'project.yaml': readFileSync(join(examplesFolder, name, 'project.yaml'), 'utf8') },
  spoilt: 'project.yaml',
}));

const blueprints: Original[] = blueprintNames().flatMap((name) =>
  blueprintVersions(name).flatMap((version) => {
    const blueprint = readFileSync(blueprintFile(name, version), 'utf8');
    const spec = (from: string) => ({ 'project.yaml': extending(from, blueprint) });
    return [
      { name: `a spec with ${name}@${version}`, files: spec(`${name}@${version}`), spoilt: 'project.yaml' },
      {
        name: `${name}@${version} itself`,
        files: { ...spec('./blueprint.yaml'), 'blueprint.yaml': blueprint },
        spoilt: 'blueprint.yaml',
      },
    ];
  }),
);

/** Every example, a spec of every kind of field, every blueprint and what extends it, and a lock. */
export const originals: readonly Original[] = [
  ...examples,
  { name: 'the spec of the tests', files: { 'project.yaml': text(baseSpec()) }, spoilt: 'project.yaml' },
  ...blueprints,
  {
    name: 'a lock',
    files: { 'project.yaml': text({ ...baseSpec(), extends: 'ha-chat@1.0.0' }), 'ninefold.lock': lock },
    spoilt: 'ninefold.lock',
  },
];
