import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isComplete, type RunRequest, runSteps } from '../../deploy/run';
import { deploySteps, destroySteps } from '../../deploy/steps';
import { runningIn } from '../../deploy/terraform/running';
import { DeployFolder, describeWithTerraform, waitFor } from '../support/deploy-folder';
import { terraformCommand } from '../support/terraform';
import { until } from '../support/until';

jest.setTimeout(60_000);

let folder: DeployFolder;
beforeEach(() => {
  folder = new DeployFolder();
});
afterEach(() => folder.remove());

function run(action: 'deploy' | 'destroy' = 'deploy', more: Partial<RunRequest> = {}) {
  const stacks = folder.stacks();
  return runSteps({
    steps: action === 'deploy' ? deploySteps(stacks, stacks) : destroySteps(stacks, stacks),
    terraform: folder.terraform(),
    parallelism: 4,
    onEvent: folder.onEvent,
    interrupt: new AbortController().signal,
    ...more,
  });
}

const outcomes = ({ results }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(results.map(({ stack, outcome }) => [stack, outcome]));

/** Stacks in the order in which Terraform started to apply them. */
const applied = () =>
  folder.events.flatMap((event) => (event.type === 'stack-started' && event.phase === 'apply' ? [event.stack] : []));

describeWithTerraform('runSteps', () => {
  it('deploys in the order of dependencies and passes outputs on', async () => {
    folder.write({ web: { after: ['cluster'] }, cluster: { after: ['network'] }, network: {} });
    const summary = await run();
    expect(outcomes(summary)).toEqual({ network: 'done', cluster: 'done', web: 'done' });
    expect(isComplete(summary)).toBe(true);
    expect(applied()).toEqual(['network', 'cluster', 'web']);
    expect(readFileSync(folder.stateFile('web'), 'utf8')).toContain('web cluster');
  });

  it('destroys in the reverse order', async () => {
    folder.write({ web: { after: ['cluster'] }, cluster: { after: ['network'] }, network: {} });
    await run();
    folder.events.length = 0;
    expect(outcomes(await run('destroy'))).toEqual({ web: 'done', cluster: 'done', network: 'done' });
    expect(applied()).toEqual(['web', 'cluster', 'network']);
    expect(['web', 'cluster', 'network'].flatMap((name) => folder.state(name))).toEqual([]);
  });

  it('destroys by the state alone what reads outputs that are gone', async () => {
    folder.write({ network: {}, cluster: { after: ['network'] } });
    await run();
    rmSync(folder.stateFile('network'));
    const steps = destroySteps(folder.stacks(), folder.stacks()).slice(0, 1);
    expect(outcomes(await run('destroy', { steps }))).toEqual({ cluster: 'done' });
    expect(folder.state('cluster')).toEqual([]);
  });

  it('says why it cannot destroy what the configuration protects', async () => {
    folder.write({ network: { protect: ['precious'] } });
    await run();
    const { results } = await run('destroy');
    expect(results[0]?.failure?.diagnostics[0]?.summary).toBe('Instance cannot be destroyed');
    expect(results[0]?.failure?.advice).toEqual([expect.stringContaining('take the protection away first')]);
    expect(folder.state('network')).toEqual(['terraform_data.marker', 'terraform_data.precious']);
  });

  it('runs independent stacks at the same time, and no more than it may', async () => {
    const [east, west] = [folder.path('east'), folder.path('west')];
    // Each ends only when the other has begun.
    folder.write({
      east: { create: { slow: waitFor(east, west) } },
      west: { create: { slow: waitFor(west, east) } },
    });
    expect(outcomes(await run())).toEqual({ east: 'done', west: 'done' });
    folder.write({
      a: { create: { slow: `touch '${folder.path('a')}'` } },
      b: { create: { slow: `test -e '${folder.path('a')}'` } },
    });
    expect(outcomes(await run('deploy', { parallelism: 1 }))).toEqual({ a: 'done', b: 'done' });
  });

  it('changes nothing when there is nothing to change', async () => {
    folder.write({ network: {}, cluster: { after: ['network'] } });
    await run();
    const before = readFileSync(folder.stateFile('cluster'), 'utf8');
    folder.events.length = 0;
    expect(outcomes(await run())).toEqual({ network: 'unchanged', cluster: 'unchanged' });
    expect(applied()).toEqual([]);
    expect(readFileSync(folder.stateFile('cluster'), 'utf8')).toBe(before);
  });

  it('lets the stacks beside a failing one finish, starts nothing that needs it, and resumes', async () => {
    const [started, failed] = [folder.path('started'), folder.path('failed')];
    const stacks = (command: string) => ({
      base: {},
      // It fails while its sibling is at work, which goes on only after that.
      bad: { after: ['base'], create: { thing: command } },
      sibling: { after: ['base'], create: { slow: waitFor(started, failed) } },
      leaf: { after: ['bad'] },
      twig: { after: ['leaf'] },
      other: { after: ['sibling'] },
    });
    folder.write(stacks(`while [ ! -e '${started}' ]; do sleep 0.05; done; exit 3`));
    void folder.event(({ type }) => type === 'stack-failed').then(() => writeFileSync(failed, ''));
    const summary = await run();
    expect(outcomes(summary)).toEqual({
      base: 'done',
      bad: 'failed',
      sibling: 'done',
      leaf: 'not-started',
      twig: 'not-started',
      other: 'done',
    });
    expect(isComplete(summary)).toBe(false);
    const result = (name: string) => summary.results.find(({ stack }) => stack === name);
    expect(result('twig')?.because).toEqual({ reason: 'dependency', stack: 'bad' });
    expect(result('bad')).toMatchObject({
      done: 1,
      total: 2,
      unfinished: ['terraform_data.thing'],
      failure: {
        phase: 'apply',
        diagnostics: [
          {
            severity: 'error',
            address: 'terraform_data.thing',
            summary: 'local-exec provisioner error',
            detail: expect.stringContaining('exit status 3'),
          },
        ],
        log: expect.stringContaining('bad.apply.log'),
      },
    });
    expect(folder.state('sibling')).toEqual(['terraform_data.marker', 'terraform_data.slow']);

    folder.write(stacks('true'));
    const second = await run();
    expect(outcomes(second)).toMatchObject({ base: 'unchanged', bad: 'done', sibling: 'unchanged', twig: 'done' });
    // A plan that applied `marker` of the failing stack again would add two objects.
    expect(second.results.find(({ stack }) => stack === 'bad')?.done).toBeLessThanOrEqual(2);
  });

  it('tells how far each stack is', async () => {
    folder.write({ network: { create: { a: 'true', b: 'true' } } });
    await run();
    const types = folder.events.map((event) => event.type);
    const phases = folder.events.flatMap((event) => (event.type === 'stack-started' ? [event.phase] : []));
    expect(phases).toEqual(['init', 'plan', 'apply']);
    expect(types.filter((type) => type === 'resource-started')).toHaveLength(3);
    expect(types.filter((type) => type === 'resource-finished')).toHaveLength(3);
    expect(folder.events.find(({ type }) => type === 'stack-planned')).toEqual({
      type: 'stack-planned',
      stack: 'network',
      action: 'deploy',
      changes: { add: 3, change: 0, destroy: 0 },
      resources: ['a', 'b', 'marker'].map((name) => ({ address: `terraform_data.${name}`, action: 'create' })),
    });
    const progress = folder.events.flatMap((event) => (event.type === 'stack-progress' ? [event] : []));
    expect(progress.at(-1)).toMatchObject({ stack: 'network', done: 3, total: 3, addresses: [] });
    expect([types[0], types.at(-2), types.at(-1)]).toEqual(['run-started', 'stack-finished', 'run-finished']);
  });

  it('applies what was approved, and after a no starts nothing more', async () => {
    folder.write({ network: {}, cluster: { after: ['network'] }, other: {} });
    const asked: string[] = [];
    const approve: RunRequest['approve'] = async ({ stack, changes }) => {
      asked.push(`${stack} +${changes.add}`);
      return stack !== 'network';
    };
    const summary = await run('deploy', { approve, parallelism: 1 });
    expect(asked).toEqual(['network +1']);
    expect(summary.results.map(({ outcome, because }) => [outcome, because?.reason])).toEqual([
      ['not-started', 'declined'],
      ['not-started', 'declined'],
      ['not-started', 'declined'],
    ]);
    expect(existsSync(folder.stateFile('network'))).toBe(false);
  });

  it('leaves no plan behind, which would hold secrets', async () => {
    folder.write({ network: {} });
    await run('deploy', { approve: async () => false });
    expect(existsSync(`${folder.stackFolder('network')}/ninefold.tfplan`)).toBe(false);
    await run();
    expect(existsSync(`${folder.stackFolder('network')}/ninefold.tfplan`)).toBe(false);
  });

  it('finishes gracefully when it is interrupted, and goes on the next time', async () => {
    const [started, never] = [folder.path('started'), folder.path('never')];
    folder.write({ network: { create: { slow: waitFor(started, never) } }, cluster: { after: ['network'] } });
    const controller = new AbortController();
    const running = run('deploy', { interrupt: controller.signal });
    await until(() => existsSync(started), 'Terraform is in the middle of it');
    controller.abort();
    const summary = await running;
    expect(folder.events).toContainEqual({ type: 'run-interrupted', waitingFor: ['network'] });
    expect(outcomes(summary)).toEqual({ network: 'interrupted', cluster: 'not-started' });
    expect(summary.interrupted).toBe(true);
    expect(summary.results[0]).toMatchObject({ unfinished: ['terraform_data.slow'] });
    // What was made is in the state, and nobody holds its lock.
    expect(folder.state('network')).toEqual(['terraform_data.marker', 'terraform_data.slow']);
    expect(existsSync(folder.path('state', '.network.tfstate.lock.info'))).toBe(false);
    writeFileSync(never, '');
    expect(outcomes(await run())).toEqual({ network: 'done', cluster: 'done' });
  });

  it('does not start anything after an interrupt', async () => {
    folder.write({ network: {} });
    const summary = await run('deploy', { interrupt: AbortSignal.abort() });
    expect(outcomes(summary)).toEqual({ network: 'not-started' });
    expect(existsSync(folder.path('cdktf.out', 'logs', 'network.init.log'))).toBe(false);
  });

  it('notes the processes that work in the folder as long as they do', async () => {
    const [started, go] = [folder.path('started'), folder.path('go')];
    folder.write({ network: { create: { slow: waitFor(started, go) } } });
    const running = run();
    await until(() => existsSync(started), 'Terraform is in the middle of it');
    expect(runningIn(folder.output).map(({ work }) => work)).toEqual(['terraform apply in network']);
    writeFileSync(go, '');
    await running;
    expect(existsSync(`${folder.output}/running`)).toBe(false);
  });

  it('explains a lock that somebody holds, and leaves it alone', async () => {
    const [started, go] = [folder.path('started'), folder.path('go')];
    folder.write({ network: { create: { slow: waitFor(started, go) } }, cluster: { after: ['network'] } });
    const other = run('deploy', { onEvent: () => {}, terraform: folder.terraform() });
    await until(() => existsSync(started), 'the other run holds the lock');
    const summary = await run();
    const locked = folder.events.find(({ type }) => type === 'stack-locked');
    expect(locked).toMatchObject({
      stack: 'network',
      lock: { operation: 'apply', path: '../../../state/network.tfstate' },
    });
    const advice = summary.results[0]?.failure?.advice.join('\n') ?? '';
    expect(advice).toMatch(/^Held since 20\d\d-.* by \S+@\S+: `apply` with Terraform 1\.\d+/);
    expect(advice).toContain(`on ${hostname()} shows it`);
    // A local lock cannot be broken, nor does it have to.
    expect(advice).not.toContain('force-unlock');
    expect(outcomes(summary)).toEqual({ network: 'failed', cluster: 'not-started' });
    writeFileSync(go, '');
    expect(outcomes(await other)).toEqual({ network: 'done', cluster: 'done' });
  });

  it('does not run a stack whose last state could not be stored, and says how to store it', async () => {
    folder.write({ network: {}, cluster: { after: ['network'] } });
    writeFileSync(`${folder.stackFolder('network')}/errored.tfstate`, '{}');
    const summary = await run();
    expect(outcomes(summary)).toEqual({ network: 'failed', cluster: 'not-started' });
    expect(summary.results[0]?.failure?.advice.join('\n')).toMatch(
      /-chdir=\S+stacks\/network state push errored\.tfstate && rm \S+errored\.tfstate/,
    );
    expect(existsSync(folder.stateFile('network'))).toBe(false);
  });

  it('reports what Terraform wrote when it gave no error', async () => {
    folder.write({ network: {} });
    const command = folder.path('terraform');
    writeFileSync(command, '#!/bin/sh\necho "something is broken" >&2\nexit 4\n', { mode: 0o755 });
    const { results } = await run('deploy', { terraform: folder.terraform(command) });
    expect(results[0]?.failure?.diagnostics).toEqual([
      { severity: 'error', summary: 'Terraform ended with exit code 4', detail: 'something is broken' },
    ]);
  });

  it('reports a command that cannot be run as the failure of its stack', async () => {
    folder.write({ network: {} });
    const { results } = await run('deploy', { terraform: folder.terraform('/nowhere/terraform') });
    expect(results[0]?.failure?.diagnostics[0]?.detail).toContain('ENOENT');
  });

  it('says which stack is missing when one reads another that was never deployed', async () => {
    folder.write({ network: {}, cluster: { after: ['network'] } });
    const stacks = folder.stacks();
    const steps = deploySteps(
      stacks,
      stacks.filter(({ name }) => name === 'cluster'),
    );
    const { results } = await run('deploy', { steps });
    expect(results[0]?.failure?.advice).toEqual([
      expect.stringContaining('reads outputs of network: deploy that first'),
    ]);
  });
});

describeWithTerraform('a Terraform whose Ninefold was killed', () => {
  it('goes on to its end, stores its state and leaves no lock; the next run takes over', async () => {
    const [started, go] = [folder.path('started'), folder.path('go')];
    folder.write({ network: { create: { slow: waitFor(started, go) } }, cluster: { after: ['network'] } });
    const program = `
      const { openTerraform } = require('./deploy/terraform/terraform');
      const { readStacks } = require('./deploy/terraform/manifest');
      const { deploySteps } = require('./deploy/steps');
      const { runSteps } = require('./deploy/run');
      const output = ${JSON.stringify(folder.output)};
      const stacks = readStacks(output);
      runSteps({
        steps: deploySteps(stacks, stacks), parallelism: 1, onEvent: () => {},
        interrupt: new AbortController().signal,
        terraform: openTerraform({ command: ${JSON.stringify(terraformCommand)}, environment: { PATH: process.env.PATH, HOME: output }, output, logs: output + '/logs' }),
      });`;
    const ninefold = spawn(process.execPath, ['-e', program], { cwd: `${__dirname}/../../dist`, stdio: 'ignore' });
    const ended = new Promise((resolve) => ninefold.on('exit', resolve));
    await until(() => existsSync(started), 'Terraform is in the middle of it');
    ninefold.kill('SIGKILL');
    await ended;
    const [left] = runningIn(folder.output);
    expect(left?.work).toBe('terraform apply in network');
    writeFileSync(go, '');
    await until(() => runningIn(folder.output).length === 0, 'Terraform has ended');
    expect(folder.state('network')).toEqual(['terraform_data.marker', 'terraform_data.slow']);
    expect(existsSync(folder.path('state', '.network.tfstate.lock.info'))).toBe(false);
    expect(outcomes(await run())).toEqual({ network: 'unchanged', cluster: 'done' });
  });
});
