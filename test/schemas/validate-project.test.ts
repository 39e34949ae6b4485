import { formatPath } from '../../schemas/finding';
import type { SchemaViolation } from '../../schemas/schema-violation';
import { validateProject } from '../../schemas/validate-project';
import { baseSpec, type Spec, specWith } from '../support/spec';

function violations(spec: unknown): SchemaViolation[] {
  const result = validateProject(spec);
  return 'violations' in result ? result.violations : [];
}

/** The only violation of the base spec after a change. */
function only(change: (spec: Spec) => void): SchemaViolation {
  const found = violations(specWith(change));
  expect(found.map(({ rule, path }) => `${rule} ${formatPath(path)}`)).toHaveLength(1);
  return found[0] as SchemaViolation;
}

describe('validateProject', () => {
  it('returns a valid project with its defaults filled in', () => {
    const result = validateProject(baseSpec());
    expect(result).toMatchObject({
      project: {
        name: 'chat',
        dns: { ttl: '60s', healthCheck: { interval: '10s', failures: 3 } },
        regions: [{ role: 'active', weight: 100 }, {}, {}],
        pools: [{ provisioner: 'managed', disk: '200GiB', efa: 'auto' }, {}],
        suppress: [],
      },
    });
  });

  it('asks for every required key of an empty project', () => {
    const missing = violations({}).map((violation) => violation.missing);
    expect(missing.sort()).toEqual(['apiVersion', 'environment', 'kind', 'name', 'owner', 'regions']);
  });

  it.each([[null], [[]], ['text'], [3]])('refuses %j as a project', (data) => {
    expect(violations(data)).toMatchObject([{ rule: 'schema/wrong-type', path: [], expected: 'a map' }]);
  });

  const cases: readonly [what: string, change: (spec: Spec) => void, violation: object][] = [
    [
      'a missing key',
      (s) => delete s.pools[0].nodes,
      {
        rule: 'schema/missing-key',
        path: ['pools', 0],
        at: 'key',
        missing: 'nodes',
        message: 'the key "nodes" is missing',
        fix: 'add it, for example nodes: { min: 2, max: 12 }',
      },
    ],
    [
      'an unknown key',
      (s) => Object.assign(s.regions[1], { colour: 'red' }),
      {
        rule: 'schema/unknown-key',
        path: ['regions', 1, 'colour'],
        at: 'key',
        expected: 'one of name, role, cidr, zones, weight, standby, drained',
        found: 'colour',
        fix: 'remove it',
      },
    ],
    [
      'a misspelt key',
      (s) => Object.assign(s.regions[1], { wieght: 3 }),
      { rule: 'schema/unknown-key', fix: 'did you mean "weight"?' },
    ],
    [
      'a misspelt required key once',
      (s) => {
        s.pools[0].nodse = s.pools[0].nodes;
        delete s.pools[0].nodes;
      },
      { rule: 'schema/unknown-key', path: ['pools', 0, 'nodse'], fix: 'did you mean "nodes"?' },
    ],
    [
      'a number instead of text',
      (s) => {
        s.cluster.version = 1.35;
      },
      {
        rule: 'schema/wrong-type',
        path: ['cluster', 'version'],
        message: 'this must be text',
        found: '1.35',
        fix: 'put it in quotes: "1.35"',
      },
    ],
    [
      'text instead of a number',
      (s) => {
        s.pools[0].nodes.min = '2';
      },
      { rule: 'schema/wrong-type', expected: 'a whole number', found: '"2"', fix: 'remove the quotes: 2' },
    ],
    [
      'a part of a node',
      (s) => {
        s.pools[0].nodes.min = 1.5;
      },
      { rule: 'schema/wrong-type', fix: 'round it, for example to 2' },
    ],
    [
      'an infinite number of nodes',
      (s) => {
        s.pools[0].nodes.min = Number.NEGATIVE_INFINITY;
      },
      { rule: 'schema/wrong-type', found: '-.inf', fix: 'replace it with a whole number, for example 2' },
    ],
    [
      'an infinite number instead of text',
      (s) => {
        s.pools[0].name = Number.POSITIVE_INFINITY;
      },
      { rule: 'schema/wrong-type', found: '.inf', fix: expect.stringMatching(/^use lower-case letters/) },
    ],
    [
      'a number that quotes would not make right',
      (s) => {
        s.dns.ttl = 60;
      },
      { rule: 'schema/wrong-type', fix: 'use a time such as 10s, 3.8m, 12h or 30d' },
    ],
    [
      'a share where per cent are meant',
      (s) => {
        s.objectives = { availability: 0.999 };
      },
      { rule: 'schema/out-of-range', fix: 'write 99.9: it is in per cent' },
    ],
    [
      'a credential in place of the name of its secret, without showing it',
      (s) => {
        s.inference[0].apiKey = 'sk-abc123DEF456ghi789JKL012mno345PQ';
      },
      {
        message: 'this must be a map, and looks like an API key',
        found: 'a text that is not shown',
        fix: 'revoke it, keep its successor in Secrets Manager, and write { secret: NAME } here',
      },
    ],
    [
      'a word that only one other can replace',
      (s) => {
        s.kind = 'Deployment';
      },
      { rule: 'schema/unknown-value', fix: 'write Project' },
    ],
    [
      'a word instead of true or false',
      (s) => {
        s.storage.replicate = 'yes';
      },
      { rule: 'schema/wrong-type', expected: 'true or false', found: '"yes"' },
    ],
    [
      'one item instead of a list',
      (s) => {
        s.pools[0].instanceTypes = 'g5.12xlarge';
      },
      { rule: 'schema/wrong-type', expected: 'a list', fix: 'write it as a list: [g5.12xlarge]' },
    ],
    [
      'a key without a value',
      (s) => {
        s.pools = null;
      },
      { rule: 'schema/wrong-type', found: 'nothing', fix: 'give it a value, or remove the key to get the default' },
    ],
    [
      'a list instead of a map',
      (s) => {
        s.pools[0].nodes = [2, 12];
      },
      { rule: 'schema/wrong-type', expected: 'a map', found: 'a list of 2' },
    ],
    [
      'another word than those of an enumeration',
      (s) => {
        s.regions[0].role = 'primary';
      },
      {
        rule: 'schema/unknown-value',
        expected: 'one of active, standby',
        found: '"primary"',
        fix: 'use one of: active, standby; for example active',
      },
    ],
    [
      'a misspelt word of an enumeration',
      (s) => {
        s.regions[0].role = 'actve';
      },
      { rule: 'schema/unknown-value', fix: 'did you mean "active"?' },
    ],
    [
      'another version of the format',
      (s) => {
        s.apiVersion = 'ninefold/v2';
      },
      { rule: 'schema/unknown-value', expected: 'ninefold/v1alpha1' },
    ],
    [
      'text of another form',
      (s) => {
        s.objectives = { recovery: '4 minutes' };
      },
      {
        rule: 'schema/wrong-format',
        path: ['objectives', 'recovery'],
        expected: 'a time such as 10s, 3.8m, 12h or 30d',
        found: '"4 minutes"',
      },
    ],
    [
      'a map around a word',
      (s) => {
        s.pools[0].capacity = { type: 'spot', price: 3 };
      },
      { rule: 'schema/unknown-value', path: ['pools', 0, 'capacity', 'type'], fix: 'write capacity: spot' },
    ],
    [
      'a model without its hub',
      (s) => {
        s.models[0].source = 'Qwen/Qwen3-32B';
      },
      { rule: 'schema/wrong-format', fix: 'write modelscope://Qwen/Qwen3-32B or hf://Qwen/Qwen3-32B' },
    ],
    [
      'a time of more digits than anybody means',
      (s) => {
        s.assumptions = { engineFailures: `${'9'.repeat(320)}d` };
      },
      { rule: 'schema/wrong-format', path: ['assumptions', 'engineFailures'] },
    ],
    [
      'a number that is too large',
      (s) => {
        s.objectives = { availability: 100 };
      },
      { rule: 'schema/out-of-range', expected: 'at most 99.999', found: '100' },
    ],
    [
      'a budget of nothing',
      (s) => {
        s.budget.monthly = 0;
      },
      { rule: 'schema/out-of-range', expected: 'more than 0' },
    ],
    [
      'an empty list',
      (s) => {
        s.pools[0].instanceTypes = [];
      },
      { rule: 'schema/wrong-length', expected: 'at least 1 item', found: 'a list of 0', fix: 'add what is missing' },
    ],
    [
      'a name that is too long',
      (s) => {
        s.name = 'a'.repeat(33);
      },
      { rule: 'schema/wrong-length', expected: 'at most 32 characters', fix: 'shorten it' },
    ],
    [
      'an item that stands twice',
      (s) => {
        s.pools[0].instanceTypes = ['g5.12xlarge', 'g5.24xlarge', 'g5.12xlarge'];
      },
      { rule: 'schema/duplicate-item', path: ['pools', 0, 'instanceTypes', 2] },
    ],
    [
      'a tag with a character that AWS refuses, at its key',
      (s) => {
        s.tags = { 'cost;center': '1' };
      },
      { rule: 'schema/wrong-format', path: ['tags', 'cost;center'] },
    ],
    [
      'a label that does not fit into the tag by which the cluster autoscaler learns it',
      (s) => {
        s.pools[0].labels = { [`teams.example.com/${'a'.repeat(60)}`]: 'chat', [`${'a'.repeat(80)}.com/team`]: 'chat' };
      },
      { rule: 'schema/wrong-length', path: ['pools', 0, 'labels', `${'a'.repeat(80)}.com/team`] },
    ],
    [
      'a repository in whose name only one of the two ids stands',
      (s) => {
        s.ci = { github: { repository: 'acme@123456/environments' } };
      },
      { rule: 'schema/wrong-format', path: ['ci', 'github', 'repository'] },
    ],
    [
      'an unknown word where a map would be possible, and shows the map',
      (s) => {
        s.pools[0].capacity = 'reservation';
      },
      {
        rule: 'schema/unknown-value',
        path: ['pools', 0, 'capacity'],
        fix: expect.stringContaining('for example { type: capacity-block'),
      },
    ],
    [
      'a value of no possible shape',
      (s) => {
        s.pools[0].capacity = 5;
      },
      { rule: 'schema/wrong-type', path: ['pools', 0, 'capacity'], expected: 'on-demand, spot, or a map' },
    ],
    [
      'a mistake inside the shape that was meant',
      (s) => {
        s.pools[1].capacity.reservation = 'r-1';
      },
      { rule: 'schema/wrong-format', path: ['pools', 1, 'capacity', 'reservation'] },
    ],
    [
      'a key that is missing in the shape that was meant',
      (s) => delete s.pools[1].capacity.reservation,
      { rule: 'schema/missing-key', path: ['pools', 1, 'capacity'], missing: 'reservation' },
    ],
    [
      'keys named like members of every object',
      (s) => Object.defineProperty(s, '__proto__', { value: {}, enumerable: true }),
      { rule: 'schema/unknown-key', path: ['__proto__'] },
    ],
  ];

  test.each(cases)('reports %s', (_what, change, violation) => {
    expect(only(change)).toMatchObject(violation);
  });

  it('reports every mistake at once', () => {
    const found = violations(
      specWith((s) => {
        s.name = 'Chat';
        s.regions[0].cidr = '10.0.0.0';
        s.pools[0].nodes.min = 'two';
        delete s.models[0].source;
        s.dns.ttl = '1 minute';
      }),
    );
    expect(found.map(({ path }) => formatPath(path)).sort()).toEqual([
      'dns.ttl',
      'models[0]',
      'name',
      'pools[0].nodes.min',
      'regions[0].cidr',
    ]);
  });

  it('shortens long values', () => {
    expect(only((s) => Object.assign(s, { owner: ';'.repeat(100) })).found).toBe(`"${';'.repeat(56)}…"`);
  });
});
