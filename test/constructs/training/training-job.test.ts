import type { JobSet } from '../../../constructs/kubernetes/custom-resources/jobset';
import type { Manifest } from '../../../constructs/kubernetes/manifest';
import { priorityClasses } from '../../../constructs/kubernetes/priority-classes';
import { namespaceWithBounds } from '../../../constructs/platform/namespace';
import { trainingJob } from '../../../constructs/training/training-job';
import type { TrainingJobProps } from '../../../constructs/training/training-props';
import { trainingRun } from '../../../constructs/training/training-run';
import { trainingScripts } from '../../../constructs/training/training-scripts';
import { consistencyProblems } from '../../support/kubernetes/consistency';
import { schemaProblems } from '../../support/kubernetes/schemas';
import { securityProblems } from '../../support/kubernetes/security';

const props: TrainingJobProps = {
  job: 'assistant-dpo',
  region: 'us-east-1',
  image: `registry.example.com/ms-swift@sha256:${'0'.repeat(64)}`,
  command: ['swift', 'rlhf', '--system', 'pay $(X)'],
  resumeArgs: ['--resume_from_checkpoint', '<<checkpoint>>'],
  env: { USE_HF: '1' },
  files: { 'zero3.json': '{}' },
  output: '/output',
  cache: '/scratch/cache',
  savesOnStop: true,
  nodes: 2,
  pool: 'train',
  tier: 'standard',
  queue: 'research',
  resources: { gpus: 8, efaInterfaces: 4, cpus: 88, memoryGib: 1000, scratchGib: 500 },
  weights: [
    {
      name: 'weights-start',
      bucket: 'models',
      prefix: 'models/qwen/v1',
      region: 'us-east-1',
      sizeGib: 15,
      path: '/scratch/weights/start/Qwen',
    },
  ],
  data: { folder: '/scratch/data', files: [{ name: '0-train.jsonl', address: 's3://acme-data/a b/train.jsonl' }] },
  tokens: {},
  checkpoints: {
    bucket: 'checkpoints',
    runs: 'runs/assistant-dpo',
    finals: 'final/assistant-dpo',
    keep: 3,
    inParts: false,
  },
  slowestStepSeconds: 120.5,
};

const run = { name: 'assistant-dpo-1a2b', run: 'assistant-dpo-0000' };
const setOf = (change: Partial<TrainingJobProps> = {}): JobSet => trainingRun({ ...props, ...change }, run);
const jobOf = (change?: Partial<TrainingJobProps>) => {
  const job = setOf(change).spec.replicatedJobs[0]?.template.spec;
  if (job === undefined) throw new Error('a set without jobs');
  return job;
};
const podOf = (change?: Partial<TrainingJobProps>) => {
  const { spec } = jobOf(change).template;
  if (spec === undefined) throw new Error('a job without pods');
  return spec;
};
const trainerOf = (change?: Partial<TrainingJobProps>) => {
  const trainer = podOf(change).containers[0];
  if (trainer === undefined) throw new Error('a pod without containers');
  return { ...trainer, variables: new Map(trainer.env?.map((v) => [v.name, v.value ?? v.valueFrom])) };
};

describe('a training job', () => {
  it('passes the official schemas, fits together with its namespace and keeps to the security baseline', () => {
    const manifests: Manifest[] = [trainingScripts(), ...trainingJob(props), setOf()];
    const around = [
      ...namespaceWithBounds({ name: 'training', gpus: 16, podSecurity: 'baseline' }),
      ...priorityClasses(),
    ];
    const node = { cpu: 95, memoryGib: 1100, devices: { 'nvidia.com/gpu': 8, 'vpc.amazonaws.com/efa': 4 } };
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'node' }, spec: jobOf() };
    expect(schemaProblems([...manifests, job])).toEqual([]);
    expect(consistencyProblems([...around, ...manifests], { train: node })).toEqual([]);
    expect(consistencyProblems([...around, ...manifests], { train: { ...node, devices: {} } })).not.toEqual([]);
    expect(securityProblems(manifests)).toEqual([]);
  });

  it('is admitted as a whole by the queue, as one indexed job', () => {
    expect(setOf().metadata.labels).toMatchObject({ 'kueue.x-k8s.io/queue-name': 'research' });
    expect(setOf().spec).not.toHaveProperty('suspend');
    expect(jobOf()).toMatchObject({ parallelism: 2, completions: 2, completionMode: 'Indexed', backoffLimit: 0 });
  });

  it('starts again as a whole, without counting disruptions, and not after what no restart mends', () => {
    const { failurePolicy } = setOf().spec;
    expect(failurePolicy).toMatchObject({ maxRestarts: 5, restartStrategy: 'BlockingRecreate' });
    const message = (index: number) =>
      `Container trainer for pod training/x failed with exit code 64 matching FailJob rule at index ${index}`;
    const actionFor = (index: number) =>
      failurePolicy.rules.find(({ onJobFailureMessagePatterns: [pattern = ''] }) =>
        new RegExp(pattern).test(message(index)),
      )?.action;
    expect(actionFor(0)).toBe('RestartJobSetAndIgnoreMaxRestarts');
    expect(actionFor(1)).toBe('FailJobSet');
    expect(jobOf().podFailurePolicy?.rules).toEqual([
      { action: 'FailJob', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [64] } },
    ]);
  });

  it('tells torchrun who is who', () => {
    const { variables } = trainerOf();
    expect(Object.fromEntries(variables)).toMatchObject({
      NNODES: '2',
      NPROC_PER_NODE: '8',
      MASTER_ADDR: 'assistant-dpo-1a2b-node-0-0.assistant-dpo-1a2b',
      NODE_RANK: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } },
    });
    expect(trainerOf({ nodes: 1 }).variables.has('MASTER_ADDR')).toBe(false);
  });

  it('asks for EFA and huge pages where the nodes have them', () => {
    expect(trainerOf().resources?.limits).toMatchObject({ 'vpc.amazonaws.com/efa': '4', 'hugepages-2Mi': '5120Mi' });
    const plain = { resources: { ...props.resources, efaInterfaces: 0 } };
    expect(trainerOf(plain).resources?.limits).toEqual({ 'nvidia.com/gpu': '8', memory: '1000Gi' });
    expect(trainerOf(plain).variables.has('FI_PROVIDER')).toBe(false);
  });

  it('brings weights and data, then checkpoints, and uploads beside the trainer', () => {
    expect(podOf().initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['weights-start', undefined],
      ['datasets', undefined],
      ['restore', undefined],
      ['upload', 'Always'],
    ]);
    const hub = podOf({ data: { folder: '/scratch/data', files: [] } });
    expect(hub.initContainers?.map(({ name }) => name)).not.toContain('datasets');
    expect(podOf().volumes).toContainEqual({ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '125Gi' } });
  });

  it('has the grace to end a step and to upload its checkpoint, also before a capacity block ends', () => {
    expect(podOf().terminationGracePeriodSeconds).toBe(121 + 600);
    expect(trainerOf().variables.get('STOP_AT')).toBe('0');
    const ends = 2_000_000_000;
    expect(trainerOf({ capacityEnds: ends }).variables.get('STOP_AT')).toBe(String(ends - 2400 - 721));
  });

  it('passes arguments as they are', () => {
    expect(trainerOf().args).toEqual(['swift', 'rlhf', '--system', 'pay $$(X)']);
    const files = trainingJob(props).find(({ metadata }) => metadata.name.startsWith('training-assistant-dpo-'));
    expect(files).toMatchObject({
      data: {
        'resume-args': '--resume_from_checkpoint\n<<checkpoint>>\n',
        'zero3.json': '{}',
        datasets: '0-train.jsonl s3://acme-data/a b/train.jsonl\n',
      },
    });
  });
});
