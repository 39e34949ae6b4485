import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Compiled, compile, compileFile } from '../../planner/compile';
import { formatPath, type Path } from '../../schemas/finding';
import { baseSpec, type Spec, specWith, today } from '../support/spec';

function compileSpec(spec: Spec): Compiled {
  return compile({ file: 'project.yaml', text: stringify(spec, { aliasDuplicateObjects: false }) }, today);
}

/** `rule path` of every finding. */
function found(compiled: Compiled): string[] {
  return compiled.findings.map(({ rule, path }) => `${rule} ${formatPath(path)}`);
}

describe('compile', () => {
  it('returns the environment of a valid spec and finds nothing', () => {
    const { findings, environment, source } = compileSpec(baseSpec());
    expect(findings).toEqual([]);
    expect(environment).toMatchObject({ project: 'chat', name: 'prod', primaryRegion: 'us-east-1' });
    expect(source?.file).toBe('project.yaml');
  });

  it('returns the environment beside warnings', () => {
    const compiled = compileSpec(specWith((s) => delete s.models[0].revision));
    expect(compiled.findings.map(({ severity }) => severity)).toEqual(['warning']);
    expect(compiled.environment).toBeDefined();
  });

  it('returns no environment beside errors, but the source', () => {
    const compiled = compileSpec(specWith((s) => delete s.owner));
    expect(compiled.environment).toBeUndefined();
    expect(compiled.source).toBeDefined();
  });

  it('reports mistakes of the schema, of the blueprint and of rules together, in the order of the text', () => {
    const compiled = compileSpec(
      specWith((s) => {
        s.regions[1].cidr = '10.10.0.0/16';
        s.pools[0].nodes.min = 'two';
        s.training[0].model = 'qwem';
        s.extends = 'ha-chat@0.0.1';
      }),
    );
    expect(found(compiled)).toEqual([
      'network/cidr-overlap regions[1].cidr',
      'schema/wrong-type pools[0].nodes.min',
      'structure/unknown-model training[0].model',
      'blueprint/unknown-version extends',
    ]);
  });

  it('gives every finding a place', () => {
    const compiled = compileSpec({ pools: 5, regionz: [], dns: { zone: 'x' }, suppress: [{ rule: 'a/b' }] });
    expect(compiled.findings.length).toBeGreaterThan(6);
    expect(compiled.findings.filter(({ location }) => location === undefined)).toEqual([]);
  });

  it('points into the blueprint where the blueprint’s value is at fault', () => {
    const compiled = compileSpec({ ...baseSpec(), extends: 'ha-chat@1.0.0', objectives: { recovery: '60s' } });
    const [finding] = compiled.findings.filter(({ rule }) => rule === 'objectives/recovery-broken');
    expect(finding?.location?.file).toMatch(/ha-chat.1\.0\.0.blueprint\.yaml$|project\.yaml$/);
  });

  it('leaves warnings out that are suppressed', () => {
    const spec = specWith((s) => {
      delete s.models[0].revision;
      s.suppress = [
        {
          rule: 'security/unpinned-revision',
          reason: 'the branch is frozen',
          until: '2027-01-01',
          path: 'models.qwen',
        },
      ];
    });
    expect(found(compileSpec(spec))).toEqual([]);
  });

  it('judges expiries as of the day that it is given', () => {
    const spec = specWith((s) => {
      delete s.models[0].revision;
      s.suppress = [{ rule: 'security/unpinned-revision', reason: 'the branch is frozen', until: '2027-01-01' }];
    });
    const text = stringify(spec);
    expect(compile({ file: 'project.yaml', text }, '2027-01-01').findings.map(({ rule }) => rule)).not.toContain(
      'suppress/expired',
    );
    expect(compile({ file: 'project.yaml', text }, '2027-01-02').findings.map(({ rule }) => rule)).toContain(
      'suppress/expired',
    );
  });

  it('reports a name that leads nowhere beside other mistakes of the same item', () => {
    const spec = specWith((s) => {
      s.inference[0].engine = 'vlm';
      s.inference[0].pool = 'serv';
    });
    expect(found(compileSpec(spec))).toEqual([
      'schema/unknown-value inference[0].engine',
      'structure/unknown-pool inference[0].pool',
    ]);
  });

  it('stops at text that is no YAML', () => {
    expect(found(compile({ file: 'project.yaml', text: 'a: [' }, today))).toEqual(['yaml/syntax the project']);
  });

  it('does the same twice', () => {
    const spec = specWith((s) => {
      s.pools[0].instanceTypes = ['g5.13xlarge'];
      s.dns.ttl = 5;
    });
    expect(compileSpec(spec)).toEqual(compileSpec(spec));
  });
});

describe('compileFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-compile-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads the file', () => {
    const file = join(folder, 'project.yaml');
    writeFileSync(file, stringify(baseSpec()));
    expect(compileFile(file, today)).toMatchObject({ findings: [], environment: { project: 'chat' } });
  });

  it('reports a file that cannot be read', () => {
    expect(compileFile(join(folder, 'none.yaml'), today)).toMatchObject({ findings: [{ rule: 'file/not-found' }] });
  });
});

describe('one mistake gives exactly one finding', () => {
  const mistakes: readonly [finding: string, change: (spec: Spec) => void][] = [
    ['schema/missing-key the project', (s) => delete s.owner],
    ['schema/missing-key pools[0]', (s) => delete s.pools[0].instanceTypes],
    ['schema/unknown-key pools[0].taints', (s) => Object.assign(s.pools[0], { taints: [] })],
    [
      'schema/unknown-key regoins',
      (s) => {
        s.regoins = s.regions;
        delete s.regions;
      },
    ],
    ['schema/missing-key the project', (s) => delete s.regions],
    [
      'schema/unknown-key dsn',
      (s) => {
        s.dsn = s.dns;
        delete s.dns;
      },
    ],
    ['schema/wrong-type cluster.version', (s) => Object.assign(s.cluster, { version: 1.35 })],
    ['schema/wrong-type pools', (s) => Object.assign(s, { pools: null })],
    ['schema/unknown-value inference[0].engine', (s) => Object.assign(s.inference[0], { engine: 'tgi' })],
    ['schema/wrong-format dns.ttl', (s) => Object.assign(s.dns, { ttl: '60' })],
    ['schema/out-of-range pools[0].nodes.max', (s) => Object.assign(s.pools[0].nodes, { max: 5000 })],
    ['structure/unknown-pool inference[0].pool', (s) => Object.assign(s.inference[0], { pool: 'serv' })],
    ['structure/unknown-model training[0].model', (s) => Object.assign(s.training[0], { model: 'qwem' })],
    ['network/cidr-overlap regions[1].cidr', (s) => Object.assign(s.regions[1], { cidr: '10.10.0.0/16' })],
    ['region/unknown regions[1].name', (s) => Object.assign(s.regions[1], { name: 'us-west-9' })],
    [
      'compute/unknown-instance-type pools[0].instanceTypes[0]',
      (s) => Object.assign(s.pools[0].instanceTypes, { 0: 'g5.13xlarge' }),
    ],
    ['security/no-admins cluster.access.admins', (s) => Object.assign(s.cluster.access, { admins: [] })],
    ['blueprint/unknown extends', (s) => Object.assign(s, { extends: 'ha-chta@1.0.0' })],
    [
      'suppress/unused suppress[0].rule',
      (s) =>
        Object.assign(s, {
          suppress: [
            { rule: 'compute/single-type-pool', path: 'pools.serve', reason: 'not needed at all', until: '2027-01-01' },
          ],
        }),
    ],
  ];

  test.each(mistakes)('%s', (finding, change) => {
    expect(found(compileSpec(specWith(change)))).toEqual([finding]);
  });
});

describe('a leaf of the wrong type', () => {
  const wrong: readonly unknown[] = [null, 5.5, true, 'text', [], { wrong: {} }];
  const leaves = leavesOf(baseSpec(), []);
  const typeOf = (value: unknown) => (value === null || Array.isArray(value) ? String(value) : typeof value);

  test.each(leaves.map((leaf) => [formatPath(leaf), leaf] as const))(
    '%s is one finding, about itself',
    (_title, leaf) => {
      const allowed = mayBeMap(leaf) ? ['object'] : [];
      const types = [...allowed, typeOf(valueAt(baseSpec(), leaf))];
      for (const value of wrong.filter((candidate) => !types.includes(typeOf(candidate)))) {
        const compiled = compileSpec(specWith((spec) => replace(spec, leaf, value)));
        expect({ value, found: compiled.findings.map(({ path }) => formatPath(itemOf(path))) }).toEqual({
          value,
          found: [formatPath(itemOf(leaf))],
        });
      }
    },
  );
});

/** A service's model can be the map that names a training job. */
function mayBeMap(path: Path): boolean {
  return path[0] === 'inference' && path[2] === 'model';
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], root);
}

function leavesOf(value: unknown, path: Path): Path[] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, child]) =>
    leavesOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function replace(root: unknown, path: Path, value: unknown): void {
  const parent = valueAt(root, path.slice(0, -1));
  (parent as Record<string, unknown>)[path[path.length - 1] ?? ''] = value;
}

/** The item of a list that a path lies in, or the path itself. */
function itemOf(path: Path): Path {
  const index = path.findIndex((step) => typeof step === 'number');
  return index < 0 ? path : path.slice(0, index + 1);
}
