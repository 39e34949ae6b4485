import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describeWithTerraform } from '../../support/deploy-folder';
import { DeployPlace, eventsIn, smallSpec } from '../../support/deploy-place';
import { type Dialogue, describeOnTerminal, onTerminal } from '../../support/on-terminal';
import { until } from '../../support/until';

jest.setTimeout(60_000);

let place: DeployPlace;
beforeEach(() => {
  place = new DeployPlace();
  place.writeSpec(smallSpec());
});
afterEach(() => place.remove());

const stacks = [
  'dev-global',
  'dev-us-east-1-network',
  'dev-us-east-1-cluster',
  'dev-us-east-1-platform',
  'dev-us-east-1-workloads',
];
const twoRegions = () => smallSpec(['us-east-1', 'us-west-2']);

describeWithTerraform('ninefold deploy', () => {
  it('writes and applies the stacks, says what it did, and does nothing the second time', () => {
    const first = place.ninefold(['deploy', '--auto-approve']);
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/^5 of 5 stacks done in \d+s\n {2}dev-global +deployed, \d+ changes in \d+s\n/);
    expect(first.stderr).toMatch(/^dev-us-east-1-cluster +\d+ to add, 0 to change, 0 to destroy$/m);
    for (const stack of stacks) expect(place.objects(stack)).toBeGreaterThan(0);
    expect(existsSync(place.path('cdktf.out', 'running'))).toBe(false);
    const second = place.ninefold(['deploy', '--auto-approve']);
    expect(second.status).toBe(0);
    expect(second.stdout.match(/no changes/g)).toHaveLength(5);
  });

  it('runs nothing if the spec has errors', () => {
    place.writeSpec({ ...smallSpec(), owner: undefined });
    const { status, stdout, stderr } = place.ninefold(['deploy', '--auto-approve']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('error schema/missing-key');
    expect(existsSync(place.path('cdktf.out'))).toBe(false);
    // Nor is somebody sent for an approval of what cannot be run.
    expect(place.ninefold(['deploy']).stderr).toBe(stderr);
    expect(place.ninefold(['deploy', 'none.yaml']).stderr).toContain('none.yaml');
  });

  it.each([
    ['nobody can be asked', [], {}, /there is no terminal to ask on\n {2}fix {2}pass --auto-approve/],
    ['Terraform is missing', ['--auto-approve'], { NINEFOLD_TERRAFORM: '/no/terraform' }, /there is no such command/],
    [
      'a pattern names no stack',
      ['--auto-approve', '--stack', 'x*'],
      {},
      /named x\*\n {2}fix {2}there are dev-global, /,
    ],
    ['--prune meets --stack', ['--auto-approve', '--prune', '--stack', '*'], {}, /exclude each other/],
    ['no stack may run', ['--auto-approve', '--parallelism', '0'], {}, /Write a whole number from 1 to 999/],
  ])('refuses when %s, before anything runs', (_when, args, environment, message) => {
    const { status, stdout, stderr } = place.ninefold(['deploy', ...args], environment);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(existsSync(place.path('state'))).toBe(false);
  });

  it('refuses a Terraform that is too old', () => {
    const old = place.write('old', '#!/bin/sh\necho \'{"terraform_version":"1.10.5"}\'\n');
    spawnSync('chmod', ['+x', old]);
    const { status, stderr } = place.ninefold(['deploy', '--auto-approve'], { NINEFOLD_TERRAFORM: old });
    expect(status).toBe(1);
    expect(stderr).toContain('is version 1.10.5, which is too old\n  fix  install Terraform 1.11 or newer');
  });

  it('runs each selected stack once, and dependencies first', () => {
    const args = ['deploy', '--auto-approve', '--format', 'json'];
    const patterns = ['dev-us-east-1-*', '*-cluster', 'dev-us-east-1-cluster'];
    const { status, stdout } = place.ninefold([...args, ...patterns.flatMap((pattern) => ['--stack', pattern])]);
    expect(status).toBe(0);
    const applied = eventsIn(stdout).filter(({ type, phase }) => type === 'stack-started' && phase === 'apply');
    expect(applied.map(({ stack }) => stack)).toEqual([
      'dev-us-east-1-network',
      'dev-us-east-1-cluster',
      'dev-us-east-1-platform',
      'dev-us-east-1-workloads',
    ]);
    expect(place.objects('dev-global')).toBe(0);
  });

  it('reports a failure with its place, its log and what to do, and exits with 2', () => {
    place.steer('fail', 'dev-us-east-1-network');
    const { status, stdout } = place.ninefold(['deploy', '--auto-approve']);
    expect(status).toBe(2);
    expect(stdout).toMatch(/dev-global +deployed/);
    expect(stdout).toMatch(/dev-us-east-1-cluster +not started: dev-us-east-1-network has to be done first/);
    expect(stdout).toContain('terraform_data.broken: local-exec provisioner error\n    Error running command');
    expect(stdout).toMatch(/log +cdktf\.out\/logs\/dev-us-east-1-network\.apply\.log/);
    expect(stdout).toContain('next  correct the cause, then run the same command again');
    place.release('fail', 'dev-us-east-1-network');
    expect(place.ninefold(['deploy', '--auto-approve']).status).toBe(0);
  });

  it('streams events as JSON, nothing else, and ends with the summary', () => {
    place.steer('fail', 'dev-us-east-1-cluster');
    const { status, stdout } = place.ninefold(['deploy', '--auto-approve', '--format', 'json']);
    expect(status).toBe(2);
    const events = eventsIn(stdout);
    expect(events[0]).toMatchObject({ type: 'run-started', parallelism: 4 });
    for (const { time } of events) expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(events.at(-1)).toMatchObject({
      type: 'run-finished',
      interrupted: false,
      results: [
        { stack: 'dev-global', outcome: 'done' },
        { stack: 'dev-us-east-1-network', outcome: 'done' },
        { stack: 'dev-us-east-1-cluster', outcome: 'failed', failure: { phase: 'apply' } },
        { stack: 'dev-us-east-1-platform', outcome: 'not-started' },
        { stack: 'dev-us-east-1-workloads', outcome: 'not-started' },
      ],
    });
    // Every stack that was started ends once.
    const ends = events.filter(({ type }) => ['stack-finished', 'stack-failed'].includes(type));
    expect(ends.map(({ stack }) => stack).sort()).toEqual(stacks.slice(0, 3).sort());
    const { done, total } = events.filter(({ type }) => type === 'stack-progress').at(-1);
    expect(total - done).toBe(1);
  });

  it('streams a refusal as JSON, too', () => {
    const { status, stdout } = place.ninefold(['deploy', '--format', 'json']);
    expect(status).toBe(1);
    expect(eventsIn(stdout)).toEqual([expect.objectContaining({ type: 'run-refused', fix: expect.any(String) })]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('on %s lets Terraform finish and ends by it', async (signal) => {
    place.steer('hold', 'dev-us-east-1-network');
    const { child, ended } = place.begin(['deploy', '--auto-approve']);
    await until(() => place.isHeld('dev-us-east-1-network'), 'the network is in the middle of it');
    child.kill(signal);
    const end = await ended;
    expect({ code: end.code, signal: end.signal }).toEqual({ code: null, signal });
    expect(end.output).toContain('waiting for Terraform to store the state of dev-us-east-1-network');
    expect(end.output).toMatch(/dev-us-east-1-network +interrupted after \d+ of \d+ changes/);
    expect(end.output).toMatch(/dev-us-east-1-cluster +not started: interrupted/);
    expect(place.objects('dev-us-east-1-network')).toBeGreaterThan(1);
    expect(existsSync(place.path('state', '.dev-us-east-1-network.tfstate.lock.info'))).toBe(false);
    expect(existsSync(place.path('cdktf.out', 'running'))).toBe(false);
  });

  it('goes on when nobody reads its output', async () => {
    place.steer('hold', 'dev-us-east-1-network');
    const { child, ended } = place.begin(['deploy', '--auto-approve']);
    await until(() => place.isHeld('dev-us-east-1-network'), 'the network is in the middle of it');
    child.stdout.destroy();
    child.stderr.destroy();
    place.release('hold', 'dev-us-east-1-network');
    expect((await ended).code).toBe(0);
    expect(place.objects('dev-us-east-1-cluster')).toBeGreaterThan(0);
  });

  it('when it is killed leaves Terraform at work, keeps others out of the folder, and resumes', async () => {
    place.steer('hold', 'dev-us-east-1-network');
    const { child, ended } = place.begin(['deploy', '--auto-approve']);
    await until(() => place.isHeld('dev-us-east-1-network'), 'the network is in the middle of it');
    const configuration = readFileSync(place.path('cdktf.out', 'manifest.json'), 'utf8');
    for (const command of [['synth'], ['deploy', '--auto-approve']]) {
      expect(place.ninefold(command).stderr).toMatch(
        /is in use: `ninefold deploy` is running there \(process \d+, since [-:.TZ\d]+\)/,
      );
    }
    child.kill('SIGKILL');
    await ended;
    for (const command of [['synth'], ['deploy', '--auto-approve']]) {
      const { status, stderr } = place.ninefold(command);
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /`terraform apply in dev-us-east-1-network` is running there \(process \d+, since [-:.TZ\d]+\)/,
      );
    }
    expect(readFileSync(place.path('cdktf.out', 'manifest.json'), 'utf8')).toBe(configuration);
    place.release('hold', 'dev-us-east-1-network');
    await until(() => place.ninefold(['synth']).status === 0, 'Terraform has ended');
    expect(place.objects('dev-us-east-1-network')).toBeGreaterThan(1);
    expect(existsSync(place.path('state', '.dev-us-east-1-network.tfstate.lock.info'))).toBe(false);
    const { status, stdout } = place.ninefold(['deploy', '--auto-approve']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/dev-us-east-1-cluster +deployed/);
  });

  describe('after a region was dropped', () => {
    beforeEach(() => {
      place.writeSpec(twoRegions());
      expect(place.ninefold(['deploy', '--auto-approve']).status).toBe(0);
      place.writeSpec(smallSpec());
    });
    // With one region, nothing is replicated any more.
    const gone = [
      'dev-replication',
      'dev-us-west-2-cluster',
      'dev-us-west-2-network',
      'dev-us-west-2-platform',
      'dev-us-west-2-workloads',
    ];

    it('leaves what is deployed there and says so', () => {
      const { status, stdout, stderr } = place.ninefold(['deploy', '--auto-approve']);
      expect(status).toBe(0);
      expect(stdout).not.toContain('us-west-2');
      expect(stderr).toContain(`5 stacks are gone from the spec and may still be deployed: ${gone.join(', ')}`);
      expect(stderr).toContain('`ninefold deploy --prune`');
      for (const stack of gone) expect(place.objects(stack)).toBeGreaterThan(0);
      const events = eventsIn(place.ninefold(['deploy', '--auto-approve', '--format', 'json']).stdout);
      expect(events).toContainEqual({ type: 'stacks-retired', time: expect.any(String), stacks: gone });
    });

    it('destroys it with --prune, after the rest is up to date, and forgets it', () => {
      const { status, stdout } = place.ninefold(['deploy', '--auto-approve', '--prune', '--format', 'json']);
      expect(status).toBe(0);
      const ended = eventsIn(stdout).filter(({ type }) => type === 'stack-finished');
      const order = ended.map(({ stack }) => stack).slice(-gone.length);
      expect([...order].sort()).toEqual(gone);
      expect(order.slice(-2)).toEqual(['dev-us-west-2-cluster', 'dev-us-west-2-network']);
      for (const stack of gone) expect(place.objects(stack)).toBe(0);
      expect(existsSync(place.path('cdktf.out', 'retired.json'))).toBe(false);
      expect(existsSync(place.path('cdktf.out', 'stacks', 'dev-us-west-2-cluster'))).toBe(false);
      expect(place.ninefold(['deploy', '--auto-approve']).stderr).not.toContain('gone from the spec');
    });

    it('destroys nothing of it while something else is not up to date', () => {
      place.steer('fail', 'dev-global');
      const { status, stdout } = place.ninefold(['deploy', '--auto-approve', '--prune']);
      expect(status).toBe(2);
      for (const stack of gone) expect(stdout).toMatch(new RegExp(`${stack} +not started: dev-global has to be done`));
      place.release('fail', 'dev-global');
      expect(place.ninefold(['deploy', '--auto-approve', '--prune']).status).toBe(0);
      for (const stack of gone) expect(place.objects(stack)).toBe(0);
    });

    it('takes it up again when the region comes back', () => {
      place.ninefold(['synth']);
      place.writeSpec(twoRegions());
      const { status, stdout } = place.ninefold(['deploy', '--auto-approve']);
      expect(status).toBe(0);
      expect(stdout).toMatch(/dev-us-west-2-cluster +no changes/);
      expect(existsSync(place.path('cdktf.out', 'retired.json'))).toBe(false);
    });

    it('keeps what has data unless told', () => {
      place.ninefold(['synth']);
      addBucket('dev-us-west-2-cluster');
      const { status, stderr } = place.ninefold(['deploy', '--auto-approve', '--prune']);
      expect(status).toBe(1);
      expect(stderr).toContain('dev-us-west-2-cluster  aws_s3_bucket.models: acme-models is refused by AWS');
    });
  });

  /** Puts a bucket into a state, as if it had been deployed. */
  function addBucket(stack: string): void {
    const file = place.path('state', `${stack}.tfstate`);
    const state = JSON.parse(readFileSync(file, 'utf8'));
    state.resources.push({
      mode: 'managed',
      type: 'aws_s3_bucket',
      name: 'models',
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances: [{ schema_version: 0, attributes: { bucket: 'acme-models', force_destroy: false } }],
    });
    writeFileSync(file, JSON.stringify(state));
  }
});

describeOnTerminal('ninefold deploy on a terminal', () => {
  const answer = (args: string, dialogue: Dialogue) => onTerminal(place, `deploy ${args}`, dialogue);

  it('shows the changes of each stack, asks, and applies what is approved', async () => {
    const { code, shown, open } = await answer('--parallelism 1', [
      ['Apply this to dev-global?', '\r'],
      ['Apply this to dev-us-east-1-network?', '\u001b[B\r'],
    ]);
    expect({ code, open }).toEqual({ code: 0, open: 0 });
    expect(shown).toMatch(/dev-global.*: 4 to add, 0 to change, 0 to destroy/);
    expect(shown).toContain('  add      terraform_data.');
    for (const stack of stacks) expect(place.objects(stack)).toBeGreaterThan(0);
  });

  it('starts nothing more after a no', async () => {
    const { code, shown } = await answer('--parallelism 1', [['Apply this to dev-global?', '\u001b[B\u001b[B\r']]);
    expect(code).toBe(2);
    expect(shown).toMatch(/dev-us-east-1-cluster +.*not started: not approved/);
    expect(existsSync(place.path('state', 'dev-global.tfstate'))).toBe(false);
  });

  it('ends like an interrupted run on Ctrl-C at a question', async () => {
    const { code, shown } = await answer('--parallelism 1', [['Apply this to dev-global?', '\u0003']]);
    expect(code).toBe(130);
    expect(shown).toMatch(/0 of 5 stacks done/);
  });

  it('shows the progress of running stacks in place', async () => {
    place.steer('hold', 'dev-us-east-1-cluster');
    const release = () => place.release('hold', 'dev-us-east-1-cluster');
    const { code, shown } = await answer('--auto-approve', [['dev-us-east-1-cluster    █', release]]);
    expect(code).toBe(0);
    expect(shown).toMatch(/dev-us-east-1-cluster +[█░]{10} \d+\/\d+ \d+s/);
    // What was drawn is taken away again.
    expect(shown).toContain('\u001b[J');
    expect(shown).toMatch(/5 of 5 stacks done/);
  });
});
