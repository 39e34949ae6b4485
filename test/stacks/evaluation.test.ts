import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import type { ConfigMap, Job, NetworkPolicy } from '../../constructs/kubernetes/objects';
import { resultScript, stepScript } from '../../constructs/training/scripts/follow-up-scripts';
import { gateScript } from '../../constructs/training/scripts/gate-script';
import type { Environment } from '../../planner/environment/environment';
import { evaluationManifests } from '../../stacks/workloads/evaluation';
import { environmentOf, type Spec } from '../support/spec';
import { type StubAws, stubAws } from '../support/stub-aws';

jest.setTimeout(30_000);

/** The base spec with an evaluation of its public service, which has a key, and one of a model. */
function evaluated(change: (spec: Spec) => void = () => {}): Environment {
  return environmentOf((spec) => {
    spec.pools.push({ name: 'evaluate', instanceTypes: ['g5.12xlarge'], capacity: 'spot', nodes: { min: 0, max: 2 } });
    spec.evaluation = [
      { name: 'chat-scores', service: 'chat', benchmarks: ['gsm8k'], gate: { gsm8k: 0.7 }, run: 'on-deploy' },
      {
        name: 'qwen-scores',
        model: 'qwen',
        pool: 'evaluate',
        benchmarks: ['mmlu'],
        regions: ['us-west-2'],
        run: 'on-deploy',
      },
    ];
    change(spec);
  });
}

function manifestsOf(name: string, environment = evaluated(), regionName = 'us-east-1'): Manifest[] {
  const plan = environment.evaluation.find((one) => one.name === name);
  const region = environment.regions.find((one) => one.name === regionName);
  if (plan === undefined || region === undefined) throw new Error(`no ${name}`);
  return evaluationManifests(environment, region, plan);
}

const dataOf = (manifests: readonly Manifest[], start: string) =>
  (manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(start)) as ConfigMap).data ??
  {};
function stepOf(manifests: readonly Manifest[], file: string) {
  const job: Job = JSON.parse(dataOf(manifests, 'steps-')[file] ?? '').items[0];
  const pod = job.spec?.template.spec;
  const [container] = pod?.containers ?? [];
  if (pod === undefined || container === undefined) throw new Error(`no pod in ${file}`);
  const env = Object.fromEntries((container.env ?? []).map((one) => [one.name, one.value ?? '']));
  return { job, pod, container, env };
}

describe('an evaluation of a service', () => {
  it('asks it with its key from a pod without GPUs that no queue has to admit', () => {
    const { job, pod, container } = stepOf(manifestsOf('chat-scores'), '0-evaluate.json');
    expect(job.metadata.labels?.['kueue.x-k8s.io/queue-name']).toBeUndefined();
    expect(pod.nodeSelector).toEqual({ 'ninefold.dev/pool': 'system' });
    expect(container.args).toEqual(
      expect.arrayContaining(['evalscope', 'http://chat.inference.svc/v1', '$(EVAL_API_KEY)']),
    );
    expect(container.env).toContainEqual({
      name: 'EVAL_API_KEY',
      valueFrom: { secretKeyRef: { name: 'evaluation-key-chat-scores', key: 'key' } },
    });
    expect(container.resources?.limits).toEqual({ memory: '4Gi' });
  });

  it('is let through to the engine, and to nothing else of the service', () => {
    const way = manifestsOf('chat-scores').find(
      ({ metadata }) => metadata.name === 'evaluation-chat-scores',
    ) as NetworkPolicy;
    expect(way.spec?.egress).toEqual([
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'inference' } },
            podSelector: {
              matchLabels: {
                'app.kubernetes.io/name': 'chat',
                'app.kubernetes.io/component': 'engine',
                'ninefold.dev/role': 'server',
              },
            },
          },
        ],
        ports: [{ protocol: 'TCP', port: 8000 }],
      },
    ]);
  });
});

describe('an evaluation of a changed service', () => {
  const awaits = (environment: Environment) =>
    stepOf(manifestsOf('chat-scores', environment), '0-evaluate.json').job.metadata.annotations;
  const own = (environment: Environment) => {
    return manifestsOf('chat-scores', environment).find(({ kind }) => kind === 'Job')?.metadata.name;
  };

  it('is another run, which begins when the new version alone answers', () => {
    const other = evaluated((spec) => {
      spec.inference[0].contextLength = 4096;
    });
    const path = '/apis/apps/v1/namespaces/inference/deployments/chat';
    expect(awaits(other)).toEqual({
      'ninefold.dev/awaits': path,
      'ninefold.dev/version': expect.stringMatching(/^[0-9a-f]{8}$/),
    });
    expect(awaits(other)).not.toEqual(awaits(evaluated()));
    expect(own(other)).not.toBe(own(evaluated()));
  });

  it('is the same run where only the number of replicas has changed', () => {
    const more = evaluated((spec) => {
      spec.inference[0].replicas.max += 1;
    });
    expect([awaits(more), own(more)]).toEqual([awaits(evaluated()), own(evaluated())]);
  });
});

describe('an evaluation of a model', () => {
  it('waits in its queue for as few GPUs of the pool as hold the weights', () => {
    const { job, pod, container } = stepOf(manifestsOf('qwen-scores'), '0-evaluate.json');
    expect(job.metadata.labels?.['kueue.x-k8s.io/queue-name']).toBe('training');
    expect(pod).toMatchObject({
      nodeSelector: { 'ninefold.dev/pool': 'evaluate' },
      priorityClassName: 'ninefold-standard',
    });
    expect(container.resources?.limits).toMatchObject({ 'nvidia.com/gpu': '2' });
    expect(pod.initContainers?.map(({ name }) => name)).toEqual(['weights', 'result']);
    expect(container.args).toEqual(expect.arrayContaining(['--model', '/scratch/weights/evaluated/Qwen-7B-Chat']));
  });

  it('starts in the regions that it names, and can be submitted in the others', () => {
    const runs = (region: string) =>
      manifestsOf('qwen-scores', evaluated(), region).filter(({ kind }) => kind === 'Job').length;
    expect([runs('us-east-1'), runs('us-west-2')]).toEqual([0, 1]);
    expect(dataOf(manifestsOf('qwen-scores'), 'template-')['run.json']).toContain('"kind": "Job"');
  });
});

it('runs again on a deployment that changes what is asked or who answers, and on no other', () => {
  const runOf = (change: (spec: Spec) => void) => {
    const job = manifestsOf('chat-scores', evaluated(change)).find(({ kind }) => kind === 'Job');
    return job?.metadata.labels?.['ninefold.dev/run'];
  };
  const first = runOf(() => {});
  const same = runOf((spec) => {
    spec.pools[0].nodes.max = 14;
  });
  const engine = runOf((spec) => {
    spec.inference[0].contextLength = 4096;
  });
  const asked = runOf((spec) => {
    spec.evaluation[0].benchmarks.push('mmlu');
  });
  expect(first).toMatch(/^chat-scores-[0-9a-f]{8}$/);
  expect(same).toBe(first);
  expect(new Set([first, engine, asked]).size).toBe(3);
});

/** Runs what is emitted, with a command in the place of EvalScope, below a folder in the place of `/`. */
describe('the emitted containers', () => {
  let aws: StubAws;
  beforeEach(() => {
    aws = stubAws();
    write('bin/sleep', '#!/bin/sh\nexec /bin/sleep 0.02\n', 0o755);
    write('scripts/step.sh', stepScript);
    write('scripts/result.sh', resultScript);
    write('scripts/gate.py', gateScript);
  });
  afterEach(() => aws.remove());

  function write(path: string, text: string, mode = 0o644): void {
    const file = join(aws.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  }

  /** A step with its sidecar, as the pod of a run. */
  async function runStep(file: '0-evaluate.json' | '1-gate.json') {
    const manifests = manifestsOf('chat-scores');
    const root = join(aws.folder, file);
    const moved = (text: string) =>
      text
        .replaceAll('<<run>>', 'chat-scores-1')
        .replace(/(?<!\S)\/(output|state|files|scratch)(?=\/|$)/g, `${root}/$1`)
        .replace(/^\/scripts\//, `${aws.folder}/scripts/`);
    for (const [name, text] of Object.entries(dataOf(manifests, 'after-'))) write(`${file}/files/${name}`, moved(text));
    const { pod, container, env } = stepOf(manifests, file);
    const sidecar = pod.initContainers?.find(({ name }) => name === 'result');
    const sidecarEnv = Object.fromEntries((sidecar?.env ?? []).map((one) => [one.name, one.value ?? '']));
    const all = Object.fromEntries(
      Object.entries({ ...sidecarEnv, ...env }).map(([name, value]) => [name, moved(value)]),
    );
    const words = [...(container.command ?? []), ...(container.args ?? [])].map((word) => `'${moved(word)}'`).join(' ');
    return aws.run(
      `bash ${aws.folder}/scripts/result.sh & sidecar=$!; ${words}; code=$?; kill -TERM $sidecar; wait $sidecar; exit $code`,
      { ...all, EVAL_API_KEY: 'secret', MESSAGE: `${root}/message`, HOME: aws.folder },
    );
  }

  it.each([
    [0.75, 0],
    [0.65, 64],
  ])('score, and judge a score of %d by ending with %d', async (score, code) => {
    write(
      'bin/evalscope',
      `#!/bin/sh
while [ "$1" != --work-dir ]; do shift; done
mkdir -p "$2/reports/chat"
echo '{"score": ${score}, "num": 40}' > "$2/reports/chat/gsm8k.json"
`,
      0o755,
    );
    expect((await runStep('0-evaluate.json')).code).toBe(0);
    const { container, env } = stepOf(manifestsOf('chat-scores'), '1-gate.json');
    expect(container.image).toContain('python');
    // The weights' step brings the reports into the folder of the gate.
    const bucket = evaluated().regions[0]?.storage.checkpointBucket ?? '';
    const scores = /scores-[0-9a-f]{6}/.exec(
      JSON.stringify(stepOf(manifestsOf('chat-scores'), '1-gate.json').pod),
    )?.[0];
    const stored = join(aws.folder, 's3', bucket, 'evaluations/chat-scores/chat-scores-1', scores ?? '');
    expect(readFileSync(join(stored, '.complete'), 'utf8')).toContain('native/reports/chat/gsm8k.json');
    const reports = join(aws.folder, '1-gate.json', env['REPORTS'] ?? '');
    await aws.run(`mkdir -p ${dirname(reports)} && cp -r ${stored} ${reports}`, {});
    const judged = await runStep('1-gate.json');
    expect(judged.code).toBe(code);
    expect(judged.output).toContain(`gsm8k: ${score}00 (at least 0.7)`);
  });
});
