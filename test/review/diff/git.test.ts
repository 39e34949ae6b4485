import { ignored, Repository } from '../../ci/repository';
import { pairBase } from './corpus';

const repository = new Repository();
afterAll(() => repository.remove());

const withMore = (max: number) => {
  const spec = pairBase();
  spec.pools[0].nodes.max = max;
  return spec;
};

const blueprint = (version: string, ttl: string) =>
  [
    'apiVersion: ninefold/v1alpha1',
    'kind: Blueprint',
    'name: shared',
    `version: ${version}`,
    'description: What all of our projects have in common.',
    'spec:',
    '  dns:',
    `    ttl: ${ttl}`,
    '',
  ].join('\n');

const diff = (spec: string, base: string, ...more: string[]) => repository.run(['diff', spec, '--base', base, ...more]);

const json = (spec: string, base: string) => {
  const { status, stdout, stderr } = diff(spec, base, '--format', 'json');
  expect(stderr).toBe('');
  return { status, report: JSON.parse(stdout) };
};

beforeAll(() => {
  repository.commit({ '.gitignore': ignored, 'envs/prod.yaml': pairBase() }, 'first');
  repository.git('tag', 'v1');
  repository.git('checkout', '--quiet', '-b', 'change');
  repository.commit({ 'envs/prod.yaml': withMore(16) }, 'more nodes');
  repository.git('checkout', '--quiet', 'main');
  repository.commit({ 'envs/prod.yaml': withMore(20) }, 'somebody else');
  repository.git('checkout', '--quiet', 'change');
});

it('compares with the commit in which the branch began, and leaves the work tree and the index alone', () => {
  const before = repository.status();
  const { status, report } = json('envs/prod.yaml', 'main');
  expect(status).toBe(2);
  expect(report.spec).toMatchObject([{ path: 'pools[serve].nodes.max', before: 12, after: 16, impact: 'in-place' }]);
  expect(report.base).toMatch(/^main \([0-9a-f]{7}\)$/);
  expect(repository.status()).toBe(before);
}, 60_000);

it('sees what is not committed yet', () => {
  repository.writeSpec(withMore(18), 'envs/prod.yaml');
  expect(json('envs/prod.yaml', 'v1').report.spec).toMatchObject([{ before: 12, after: 18 }]);
  expect(repository.status()).toBe(' M envs/prod.yaml\n');
  repository.git('checkout', '--quiet', '--', 'envs/prod.yaml');
}, 60_000);

it('finds nothing where nothing differs, and says so with 0', () => {
  const { status, stdout } = diff('envs/prod.yaml', 'change');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^chat \/ prod: no changes/);
}, 60_000);

it('follows a file that was renamed', () => {
  repository.git('mv', 'envs/prod.yaml', 'envs/production.yaml');
  repository.git('commit', '--quiet', '--message', 'rename');
  const { status, report } = json('envs/production.yaml', 'main');
  expect(status).toBe(2);
  expect(report.spec).toMatchObject([{ path: 'pools[serve].nodes.max', before: 12, after: 16 }]);
}, 60_000);

it('takes a spec that the base does not have for a new environment', () => {
  const spec = pairBase();
  spec.environment = 'prod-eu';
  repository.commit({ 'envs/eu.yaml': spec });
  const { status, report } = json('envs/eu.yaml', 'v1');
  expect(status).toBe(2);
  expect(report).toMatchObject({ verdict: 'none', spec: [] });
  expect(new Set(report.stacks.map(({ action }: { action: string }) => action))).toEqual(new Set(['add']));
}, 60_000);

it('reads the blueprints of the base from Git as well, renamed ones among them', () => {
  const { dns, ...spec } = pairBase();
  const extending = (path: string) => ({ ...spec, extends: path, dns: { zone: dns.zone, host: dns.host } });
  repository.commit({ 'shared/blueprint.yaml': blueprint('1.0.0', '60s'), 'envs/team.yaml': extending('../shared') });
  repository.git('tag', 'with-blueprint');
  repository.git('mv', 'shared', 'common');
  repository.commit({ 'common/blueprint.yaml': blueprint('1.0.1', '30s'), 'envs/team.yaml': extending('../common') });
  const { status, report } = json('envs/team.yaml', 'with-blueprint');
  expect(status).toBe(2);
  expect(report.spec.map(({ path }: { path: string }) => path).sort()).toEqual(['dns.ttl', 'extends']);
}, 60_000);

it('reads the right content of each file, whatever their names are', () => {
  repository.git('checkout', '--quiet', '-b', 'odd-names', 'v1');
  repository.commit({ 'envs/a\nb.yaml': { not: 'a spec' } });
  repository.git('tag', 'with-odd-names');
  repository.commit({ 'envs/prod.yaml': withMore(16) });
  const { status, report } = json('envs/prod.yaml', 'with-odd-names');
  expect(status).toBe(2);
  expect(report.spec).toMatchObject([{ path: 'pools[serve].nodes.max', before: 12, after: 16 }]);
  repository.git('checkout', '--quiet', 'change');
});

it('explains what it cannot compare with', () => {
  for (const [args, problem] of [
    [['--base', 'nowhere'], /there is no commit nowhere/],
    [[], /nothing says what to compare with/],
    [['--base', 'main', '--against', 'x'], /exclude each other/],
    [['--against', 'nothing.yaml'], /nothing\.yaml does not exist/],
    [['--base', 'main', '--fail-on', 'everything'], /Write one of/],
  ] as const) {
    const { status, stderr } = repository.run(['diff', 'envs/production.yaml', ...args]);
    expect([status, stderr]).toEqual([1, expect.stringMatching(problem)]);
  }
});
