import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { describeWithTerraform } from '../../../support/deploy-folder';
import { eventsIn, smallSpec } from '../../../support/deploy-place';
import { SandboxPlace } from '../../../support/sandbox-place';

jest.setTimeout(600_000);

const stacks = [
  'dev-global',
  'dev-us-east-1-cluster',
  'dev-us-east-1-network',
  'dev-us-east-1-platform',
  'dev-us-east-1-workloads',
];

describeWithTerraform('ninefold sandbox up', () => {
  let place: SandboxPlace;
  let first: ReturnType<SandboxPlace['sandbox']>;
  beforeAll(() => {
    place = new SandboxPlace();
    place.writeSpec({ ...smallSpec(), state: { backend: 's3', bucket: 'acme-states', region: 'us-east-1' } });
    first = place.sandbox('up');
  });
  afterAll(() => place.remove());

  it('deploys every stack, and says that none of it is real', () => {
    expect(first.stderr).toMatch(/^simulated: no cloud is touched, and no credentials are read\n/);
    expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(/^5 of 5 stacks done in \d+s\n/) });
    expect(first.stdout).toMatch(/small \/ dev in the sandbox \S+\.ninefold\/small-dev \(simulated\)/);
  });

  it('shows the endpoint and the nodes of the cluster, and what to do next', () => {
    const { stdout } = first;
    expect(stdout).toMatch(/us-east-1 {2}active, reachable, \d+ objects\n {2}cluster {3}small-dev-use1, Kubernetes \d/);
    expect(stdout).toMatch(/ https:\/\/\w+\.gr7\.us-east-1\.eks\.amazonaws\.com\n/);
    expect(stdout).toMatch(/ {2}nodes {5}gpu-\w+: 1, ACTIVE\n/);
    expect(stdout).toMatch(/\d+ API calls, 0 refused\n/);
    expect(stdout).toMatch(
      /Next:\n {2}ninefold sandbox status +look again\n {2}ninefold sandbox down +destroy it again\n$/,
    );
  });

  it('keeps the states in the sandbox, wherever the spec has them', () => {
    for (const stack of stacks) {
      const { terraform, data } = JSON.parse(place.read(`.ninefold/small-dev/cdktf.out/stacks/${stack}/cdk.tf.json`));
      expect(Object.keys(terraform.backend)).toEqual(['local']);
      expect(JSON.stringify({ terraform, data })).not.toContain('acme-states');
    }
    const states = readdirSync(place.path('.ninefold/small-dev/state')).filter((name) => name.endsWith('.tfstate'));
    expect(states.sort()).toEqual(stacks.map((stack) => `${stack}.tfstate`));
  });

  it('writes nothing outside of its folder, which Git ignores', () => {
    expect(readdirSync(place.folder).sort()).toEqual(['.ninefold', 'project.yaml']);
    expect(place.read('.ninefold', '.gitignore')).toBe('*\n');
  });

  it('changes nothing the second time; as JSON, every line is an event that says simulated', () => {
    const before = place.objects('.ninefold', 'small-dev').map(({ type, id }) => `${type} ${id}`);
    const { status, stdout } = place.sandbox('up', '--format', 'json');
    expect(status).toBe(0);
    const events = eventsIn(stdout);
    for (const event of events) expect(event).toMatchObject({ type: expect.any(String), simulated: true });
    const [end, last] = events.slice(-2);
    expect(end).toMatchObject({ type: 'run-finished' });
    expect(end.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(stacks.map(() => 'unchanged'));
    expect(last).toMatchObject({ type: 'sandbox-status', project: 'small', environment: 'dev', faults: [] });
    expect(last.regions).toMatchObject([{ region: 'us-east-1', clusters: [{ status: 'ACTIVE' }] }]);
    expect(place.objects('.ninefold', 'small-dev').map(({ type, id }) => `${type} ${id}`)).toEqual(before);
  });
});

describeWithTerraform('ninefold sandbox up writes nothing', () => {
  let place: SandboxPlace;
  beforeEach(() => {
    place = new SandboxPlace();
    place.writeSpec(smallSpec());
  });
  afterEach(() => place.remove());

  /** What `up` says about a mistake, as text; as JSON it has to be the only event. */
  const refusal = (...args: string[]): string => {
    const { status, stdout, stderr } = place.sandbox('up', ...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    const json = place.sandbox('up', ...args, '--format', 'json');
    expect(json.status).toBe(1);
    expect(eventsIn(json.stdout)).toEqual([expect.objectContaining({ type: 'run-refused', fix: expect.any(String) })]);
    return stderr;
  };

  it('if the spec has errors', () => {
    place.writeSpec({ ...smallSpec(), owner: undefined });
    expect(refusal()).toContain('error schema/missing-key');
    expect(readdirSync(place.folder)).toEqual(['project.yaml']);
  });

  it('if the rules of faults have mistakes, and lists all of them', () => {
    place.write(
      'faults.yaml',
      '- { fault: nope }\n- { fault: slow, seconds: 0, colour: red }\n- { region: us-east-1 }\n',
    );
    const message = refusal('--faults', 'faults.yaml');
    expect(message).toContain('error faults.yaml:\n  0/fault must be equal to one of the allowed values (throttle, ');
    expect(message).toContain('\n  1 must NOT have additional properties (colour)\n  1/seconds must be > 0');
    expect(message).toContain("\n  2 must have required property 'fault'");
    expect(readdirSync(place.folder).sort()).toEqual(['faults.yaml', 'project.yaml']);
  });

  it('if there is no file with the rules', () => {
    expect(refusal('--faults', 'none.yaml')).toContain('error cannot read none.yaml: ENOENT');
    expect(readdirSync(place.folder)).toEqual(['project.yaml']);
  });

  it('into a folder that holds something else', () => {
    mkdirSync(place.path('work'));
    place.write('work/precious', '');
    expect(refusal('--folder', 'work')).toMatch(
      /work holds something else than a sandbox\n {2}fix {2}name another folder/,
    );
    expect(readdirSync(place.path('work'))).toEqual(['precious']);
  });

  it.each([
    ['where a file is in its place', [], '.ninefold', /cannot write \.ninefold: a part of the path is a file/],
    [
      'where a file is in the place of its folder',
      ['--folder', 'box'],
      'box',
      /cannot make a sandbox in \S+box: a part/,
    ],
    ['below a file', ['--folder', 'box/a'], 'box', /cannot make a sandbox in \S+box\/a: a part of the path is a file/],
  ])('%s', (_where, args, file, message) => {
    place.write(file, '');
    expect(refusal(...args)).toMatch(message);
    expect(place.read(file)).toBe('');
  });

  // Permissions mean nothing to the superuser, to whom only the kernel's own folder is closed.
  it('into a read-only folder', () => {
    const isSuperuser = process.getuid?.() === 0;
    if (!isSuperuser) mkdirSync(place.path('locked'), { mode: 0o500 });
    const message = refusal('--folder', isSuperuser ? '/sys/kernel/box' : 'locked/box');
    expect(message).toMatch(/cannot make a sandbox in \S+: (permission denied|the file system is read-only)/);
  });

  it('without a place for what all sandboxes share, which it names', () => {
    const cache = place.write('cache', '');
    const { status, stderr } = place.run(['sandbox', 'env'], { XDG_CACHE_HOME: cache });
    expect(status).toBe(1);
    expect(stderr).toMatch(/cannot write \S+cache\/ninefold: a part of the path is a file\n.*XDG_CACHE_HOME/);
    rmSync(cache);
    expect(existsSync(place.path('.ninefold/small-dev/providers.json'))).toBe(false);
  });
});
