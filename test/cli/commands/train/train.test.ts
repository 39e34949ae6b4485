import { run } from '../../../../cli/program/program';
import { Workplace } from '../../../support/cli';
import { baseSpec, type Spec, today } from '../../../support/spec';
import { type StandInKubectl, standInKubectl } from '../../../support/stand-in-kubectl';

jest.setTimeout(60_000);

const east = 'arn:aws:eks:us-east-1:111122223333:cluster/chat-prod-use1';
const west = 'arn:aws:eks:us-west-2:111122223333:cluster/chat-prod-usw2';
const silence = 'Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout';

let place: Workplace;
let clusters: StandInKubectl;
beforeEach(() => {
  place = new Workplace();
  clusters = standInKubectl(place.folder, ['minikube', east, west]);
  place.writeSpec(twoRegions());
  for (const context of [east, west])
    clusters.put(context, 'configmap', 'template-dpo', { data: { 'run.json': template } });
});
afterEach(() => place.remove());

function twoRegions(): Spec {
  const spec = baseSpec();
  spec.regions = spec.regions.slice(0, 2);
  spec.pools[1] = { name: 'train', instanceTypes: ['p4d.24xlarge'], nodes: { min: 0, max: 2 } };
  spec.storage = {};
  spec.budget = { monthly: 500000 };
  return spec;
}

const setNamed = (name: string, rest: object = {}) => ({
  apiVersion: 'jobset.x-k8s.io/v1alpha2',
  kind: 'JobSet',
  metadata: {
    name,
    namespace: 'training',
    creationTimestamp: '2026-11-27T10:00:00Z',
    labels: { 'ninefold.dev/training': 'dpo', 'ninefold.dev/run': name },
  },
  spec: { replicatedJobs: [{ template: { spec: { completions: 2 } } }] },
  ...rest,
});
const template = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [setNamed('<<run>>')] });

interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `ninefold train` in this process: a process of its own would take most of the time. */
async function train(...args: string[]): Promise<Result> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  process.env['NINEFOLD_SPEC'] = place.path('project.yaml');
  process.env['NINEFOLD_KUBECTL'] ??= clusters.command;
  try {
    const status = await run(['--today', today, '--no-color', 'train', ...args], '0.0.0');
    return { status, ...written };
  } finally {
    delete process.env['NINEFOLD_KUBECTL'];
    for (const spy of spies) spy.mockRestore();
    // Of a reader that goes away: each run adds one.
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  }
}

/** The same where kubectl is another command. */
function trainBy(kubectl: string, ...args: string[]): Promise<Result> {
  process.env['NINEFOLD_KUBECTL'] = kubectl;
  return train(...args);
}
const created = () =>
  clusters
    .calls()
    .filter(([, verb]) => verb === 'create')
    .map(([context]) => context);

describe('ninefold train submit', () => {
  it('starts a run in the first region, from the template that is deployed there', async () => {
    const { status, stdout } = await train('submit', 'dpo', '--run-name', 'dpo-first');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'submitted dpo-first in us-east-1\n' });
    expect(created()).toEqual([east]);
    expect(clusters.get(east, 'jobset', 'dpo-first')).toMatchObject({
      metadata: { name: 'dpo-first', labels: { 'ninefold.dev/run': 'dpo-first' } },
    });
  });

  it('goes to the next region when the first one does not answer', async () => {
    clusters.break(east, silence);
    const { status, stdout, stderr } = await train('submit', 'dpo');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^submitted dpo-\d{12} in us-west-2\n$/);
    expect(stderr).toContain('us-east-1 does not answer: Unable to connect to the server');
    expect(created()).toEqual([west]);
  });

  it('says so when no region answers, and does not leave the one that was asked for', async () => {
    clusters.break(east, silence);
    const asked = await train('submit', 'dpo', '--region', 'us-east-1');
    expect(asked.status).toBe(1);
    expect(asked.stderr).toContain('asked us-east-1\n  fix  leave out --region to try the others');
    clusters.break(
      west,
      'Error from server (ServiceUnavailable): the server is currently unable to handle the request',
    );
    expect((await train('submit', 'dpo')).stderr).toContain('no cluster of dpo answers: asked us-east-1 and us-west-2');
    expect(created()).toEqual([]);
  });

  it('does not go elsewhere when a cluster refuses: that is no outage', async () => {
    clusters.break(east, 'Error from server (Forbidden): jobsets.jobset.x-k8s.io is forbidden: User "x" cannot list');
    const { status, stderr } = await train('submit', 'dpo');
    expect(status).toBe(1);
    expect(stderr).toContain('the cluster in us-east-1 refuses: Error from server (Forbidden)');
    expect(created()).toEqual([]);
  });

  it('goes on with an earlier run by its name, but not while that still goes on, wherever it is', async () => {
    clusters.put(west, 'jobset', 'dpo-old', setNamed('dpo-old'));
    const refused = await train('submit', 'dpo', '--run-name', 'dpo-old');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('dpo-old goes on in us-west-2 (starts)');
    const over = setNamed('dpo-old', { status: { terminalState: 'Failed' } });
    clusters.put(west, 'jobset', 'dpo-old', over);
    clusters.put(east, 'jobset', 'dpo-old', over);
    expect((await train('submit', 'dpo', '--run-name', 'dpo-old')).stdout).toContain('submitted dpo-old in us-east-1');
    expect(clusters.get(east, 'jobset', 'dpo-old')).not.toHaveProperty('status');
  });

  it('prints the run of the spec with --dry-run, and asks no cluster', async () => {
    const { status, stdout } = await trainBy('/no/kubectl', 'submit', 'dpo', '--run-name', 'trial', '--dry-run');
    expect(status).toBe(0);
    expect(stdout).not.toContain('<<run>>');
    expect(JSON.parse(stdout).items[0]).toMatchObject({
      kind: 'JobSet',
      metadata: { name: 'trial', labels: { 'kueue.x-k8s.io/queue-name': 'training' } },
      spec: { replicatedJobs: [{ name: 'node', template: { spec: { completions: 2 } } }] },
    });
  });

  it.each([
    ['kubectl is missing', ['dpo'], '/no/kubectl', /there is no such command\n {2}fix {2}install kubectl/],
    ['the job is unknown', ['dp'], undefined, /no training job and no evaluation dp\n {2}fix {2}there is dpo/],
    ['the job is not in the region', ['dpo', '--region', 'eu-west-1'], undefined, /choose one of us-east-1, us-west-2/],
    ['the name cannot be one', ['dpo', '--run-name', 'My_run'], undefined, /My_run cannot be the name of a run/],
    ['a context has no region', ['dpo', '--context', 'x'], undefined, /pass --region as well/],
  ])('refuses when %s', async (_when, args, kubectl, message) => {
    const { status, stdout, stderr } = await trainBy(kubectl ?? clusters.command, 'submit', ...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('names the command that makes a cluster known to kubectl, and the deployment that is lacking', async () => {
    clusters = standInKubectl(place.folder, ['minikube']);
    expect((await train('submit', 'dpo')).stderr).toContain(
      'kubectl does not know the cluster chat-prod-use1 in us-east-1\n  fix  aws eks update-kubeconfig --region us-east-1 --name chat-prod-use1',
    );
    expect((await train('submit', 'dpo', '--region', 'us-east-1', '--context', 'other')).stderr).toContain(
      'dpo is not deployed in us-east-1\n  fix  ninefold deploy',
    );
  });
});

describe('ninefold train status and stop', () => {
  beforeEach(() => {
    clusters.put(east, 'jobset', 'dpo-a', setNamed('dpo-a', { status: { terminalState: 'Completed', restarts: 1 } }));
    const running = { restarts: 2, replicatedJobsStatus: [{ name: 'node', ready: 1 }] };
    clusters.put(west, 'jobset', 'dpo-b', setNamed('dpo-b', { status: running }));
  });

  it('shows the runs of all regions that answer', async () => {
    const { status, stdout } = await train('status', 'dpo');
    expect(status).toBe(0);
    expect(stdout).toMatch(/dpo-a +us-east-1 +done +2026-11-27T10:00Z +0 of 1 +1/);
    expect(stdout).toMatch(/dpo-b +us-west-2 +runs +2026-11-27T10:00Z +1 of 1 +2/);
    clusters.break(east, silence);
    const partly = await train('status', 'dpo', '--format', 'json');
    expect(JSON.parse(partly.stdout)).toMatchObject({ runs: [{ run: 'dpo-b' }], silent: [{ region: 'us-east-1' }] });
  });

  it('shows the newest run first, and those of the same second by their names', async () => {
    const at = (name: string, creationTimestamp: string) => {
      const run = setNamed(name);
      return { ...run, metadata: { ...run.metadata, creationTimestamp } };
    };
    for (const name of ['dpo-c', 'dpo-d', 'dpo-e'])
      clusters.put(east, 'jobset', name, at(name, '2026-11-27T11:00:00Z'));
    clusters.put(east, 'jobset', 'dpo-f', at('dpo-f', '2026-11-27T12:00:00Z'));
    const { stdout } = await train('status', 'dpo', '--region', 'us-east-1', '--format', 'json');
    const names = JSON.parse(stdout).runs.map(({ run }: { run: string }) => run);
    expect(names).toEqual(['dpo-f', 'dpo-c', 'dpo-d', 'dpo-e', 'dpo-a']);
  });

  it('stops the run that goes on, wherever it is, and says how to go on with it', async () => {
    const { status, stdout, stderr } = await train('stop', 'dpo');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'stopping dpo-b in us-west-2\n' });
    expect(stderr).toContain('ninefold train submit dpo --run-name dpo-b');
    expect(clusters.get(west, 'jobset', 'dpo-b')).toBeUndefined();
    expect(clusters.calls().at(-1)?.join(' ')).toBe(
      `${west} -n training delete jobsets,jobs -l ninefold.dev/run=dpo-b --wait=false`,
    );
    expect((await train('stop', 'dpo')).stderr).toContain('no run of dpo goes on');
  });
});

describe('a run that one cluster has sent to another', () => {
  it('is stopped in both', async () => {
    for (const context of [east, west]) clusters.put(context, 'jobset', 'dpo-c', setNamed('dpo-c'));
    const { status, stdout } = await train('stop', 'dpo');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'stopping dpo-c in us-east-1\nstopping dpo-c in us-west-2\n',
    });
    for (const context of [east, west]) expect(clusters.get(context, 'jobset', 'dpo-c')).toBeUndefined();
  });
});

describe('ninefold train list', () => {
  it('shows where jobs can run and when they do, without any cluster', async () => {
    const spec = twoRegions();
    spec.training.push({ ...spec.training[0], name: 'nightly', run: '0 3 * * *' });
    place.writeSpec(spec);
    const { status, stdout } = await trainBy('/no/kubectl', 'list');
    expect(status).toBe(0);
    expect(stdout).toMatch(/dpo +us-east-1 +on submission +training +2 nodes of train/);
    expect(stdout).toMatch(/nightly +us-east-1 +0 3 \* \* \* UTC, in us-east-1/);
  });
});

describe('an evaluation', () => {
  const run = (name: string, status: object, more: object = {}) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      creationTimestamp: '2026-11-27T10:00:00Z',
      labels: { 'ninefold.dev/training': 'scores', 'ninefold.dev/run': name, 'ninefold.dev/workflow': name, ...more },
    },
    status,
  });
  beforeEach(() => {
    const spec = twoRegions();
    spec.evaluation = [{ name: 'scores', service: 'chat', benchmarks: ['gsm8k'], regions: ['us-west-2'] }];
    place.writeSpec(spec);
  });

  it('is listed beside the jobs', async () => {
    const { stdout } = await trainBy('/no/kubectl', 'list');
    expect(stdout).toMatch(/scores +us-west-2 +on submission +- +service chat/);
  });

  it('is submitted first where it starts by itself', async () => {
    const planned = await trainBy('/no/kubectl', 'submit', 'scores', '--dry-run', '--run-name', 'scores-1');
    expect(JSON.parse(planned.stdout).items).toMatchObject([{ kind: 'Job', metadata: { name: 'scores-1' } }]);
    clusters.put(west, 'configmap', 'template-scores', { data: { 'run.json': template.replaceAll('dpo', 'scores') } });
    const { status, stdout } = await trainBy(clusters.command, 'submit', 'scores', '--run-name', 'scores-1');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'submitted scores-1 in us-west-2\n' });
  });

  it('has runs, whose steps are none', async () => {
    clusters.put(
      west,
      'job',
      'scores-1',
      run('scores-1', { conditions: [{ type: 'Failed', status: 'True', message: 'low' }] }),
    );
    clusters.put(west, 'job', 'scores-2', run('scores-2', { active: 1, ready: 1 }));
    clusters.put(east, 'job', 'scores-3', run('scores-3', { conditions: [{ type: 'Complete', status: 'True' }] }));
    const step = run('scores-2-evaluate', { active: 1 });
    const { 'ninefold.dev/workflow': _none, ...labels } = step.metadata.labels;
    clusters.put(west, 'job', 'scores-2-evaluate', { ...step, metadata: { ...step.metadata, labels } });
    const { stdout } = await trainBy(clusters.command, 'status', 'scores', '--format', 'json');
    const found = JSON.parse(stdout).runs.map((one: { run: string; state: string }) => [one.run, one.state]);
    expect(found.sort()).toEqual([
      ['scores-1', 'failed'],
      ['scores-2', 'runs'],
      ['scores-3', 'done'],
    ]);
  });
});
