import { helperImages } from '../../catalog/images';
import { acceleratorTaint, poolLabel, systemPoolName } from '../cluster/node-pools/node-labels';
import { tolerate } from '../kubernetes/custom-resources/karpenter';
import type { Container, Job, PodSpec } from '../kubernetes/manifest';
import { bounded, runAs } from '../kubernetes/pod-security';
import { type WeightsProps, weightsVolume } from '../models/weights-volume';
import { priorityClassName, type Tier } from '../platform/priority-classes';
import { literal } from '../substrate/literal';
import { refusedExitCode } from './gate-script';
import { trainingNamespace } from './training-props';

/** A run of a training job, on whose result steps work. */
export interface FollowedRun {
  readonly job: string;
  /** Name of the run; at most 53 characters. */
  readonly run: string;
  readonly region: string;
  /** Where steps with GPUs run. */
  readonly pool: string;
  /** Queue that grants the GPUs of a step. */
  readonly queue: string;
  readonly tier: Tier;
  /** Reads the checkpoint and writes results. */
  readonly serviceAccount: string;
}

export type FollowUpStep = CommandStep | RegisterStep;

/** Runs a command, and brings what it makes into a bucket. */
export interface CommandStep {
  readonly does: 'command';
  readonly name: 'merge' | 'evaluate' | 'gate' | 'export';
  /** With its digest. */
  readonly image: string;
  readonly command: readonly string[];
  /** What is added where an attempt before has left a part of the result; empty if parts are of no use. */
  readonly retryArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Whether what it has made is kept if it fails. */
  readonly keepsParts: boolean;
  /** Folder of what it makes, and where that goes: `s3://…` without a slash at the end. */
  readonly output: string;
  readonly result: string;
  /** What has to be on the disk, each complete in its bucket. */
  readonly inputs: readonly WeightsProps[];
  /** Files of data in buckets; each is `<folder>/<name>`. */
  readonly data?: {
    readonly folder: string;
    readonly files: readonly { readonly name: string; readonly address: string }[];
  };
  /** GPUs are those of one node; with none, the step runs beside the system's pods unless its image is on the pool. */
  readonly resources: { readonly gpus: number; readonly cpus: number; readonly memoryGib: number };
  readonly scratchGib: number;
  /** Where it runs. @default 'pool' */
  readonly on?: 'pool' | 'system';
  /** Secret of the namespace with the key `key`, and the variable that the command gets it in. */
  readonly apiKey?: { readonly secret: string; readonly variable: string };
  readonly retries: number;
}

/** Makes results a revision, from bucket to bucket. */
export interface RegisterStep {
  readonly does: 'register';
  readonly name: 'stage' | 'register';
  /** Results and where they go, `s3://…` without a slash at the end. */
  readonly parts: readonly { readonly from: string; readonly to: string }[];
  /** Object with the name of the revision. */
  readonly pointer: string;
  /** API path of a workload that has to start anew after it. @default none */
  readonly restarts?: string;
}

/** Names of what the pods of a run mount. */
export const followUpScriptsName = 'follow-up-scripts';
export const followUpFilesName = (run: string) => `training-${run}-after`;

/** Key of a file of a step in the files of its run. */
export const fileKey = (step: FollowUpStep['name'], file: 'retry-args' | 'datasets' | 'parts') => `${step}.${file}`;

const stateMount = { name: 'state', mountPath: '/state' };
const scriptsMount = { name: 'scripts', mountPath: '/scripts', readOnly: true };
const filesMount = { name: 'files', mountPath: '/files', readOnly: true };
const tmpMount = { name: 'tmp', mountPath: '/tmp' };

/**
 * The job of a step. The queue admits it by itself, with its own GPUs only. Pods that are lost with their node do not
 * count as failed attempts; an exit with 64 is not tried again.
 *
 * Source: Kueue 0.19, "Run A Kubernetes Job"; Kubernetes documentation, "Pod failure policy" and "Sidecar Containers".
 */
export function followUpJob(run: FollowedRun, step: FollowUpStep): Job {
  const labels = {
    'app.kubernetes.io/name': 'training-follow-up',
    'app.kubernetes.io/managed-by': 'ninefold',
    'ninefold.dev/training': run.job,
    'ninefold.dev/run': run.run,
    'ninefold.dev/step': step.name,
  };
  const queued = step.does === 'command' && step.resources.gpus > 0;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${run.run}-${step.name}`,
      namespace: trainingNamespace,
      labels: { ...labels, ...(queued && { 'kueue.x-k8s.io/queue-name': run.queue }) },
    },
    spec: {
      backoffLimit: step.does === 'command' ? step.retries : 5,
      podFailurePolicy: {
        rules: [
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
          { action: 'FailJob', onExitCodes: { operator: 'In', values: [refusedExitCode] } },
        ],
      },
      template: {
        metadata: { labels },
        spec: step.does === 'command' ? commandPod(run, step) : registerPod(run, step),
      },
    },
  };
}

function podOf(run: FollowedRun, on: 'pool' | 'system'): Omit<PodSpec, 'containers'> {
  return {
    serviceAccountName: run.serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    priorityClassName: priorityClassName(run.tier),
    nodeSelector: { [poolLabel]: on === 'system' ? systemPoolName : run.pool },
    ...(on === 'pool' && { tolerations: [tolerate(acceleratorTaint({ vendor: 'nvidia' }))] }),
    securityContext: runAs(1000),
  };
}

const helperResources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '4Gi' } };

function commandPod(run: FollowedRun, step: CommandStep): PodSpec {
  const inputs = step.inputs.map(weightsVolume);
  const files = step.data?.files ?? [];
  const output = { name: 'output', mountPath: step.output };
  const shared = { OUTPUT: step.output, STATE: '/state' };
  const { gpus, cpus, memoryGib } = step.resources;
  const devices = gpus > 0 ? { 'nvidia.com/gpu': String(gpus) } : {};
  const sidecar: Container = {
    name: 'result',
    image: helperImages.awsCli,
    restartPolicy: 'Always',
    command: ['bash', '/scripts/result.sh'],
    env: variables({
      HOME: '/tmp',
      AWS_REGION: run.region,
      RESULT_URI: step.result,
      KEEP_PARTS: step.keepsParts ? 'yes' : 'no',
      PERIOD: '60',
      ...shared,
    }),
    resources: helperResources,
    securityContext: bounded,
    volumeMounts: [scriptsMount, stateMount, output, tmpMount],
  };
  return {
    ...podOf(run, step.on ?? 'pool'),
    // For the last answers and a last upload.
    terminationGracePeriodSeconds: 120,
    initContainers: [
      ...inputs.map(({ initContainer }) => initContainer),
      ...(step.data && files.length > 0 ? [datasets(run, step.name, step.data.folder)] : []),
      sidecar,
    ],
    containers: [
      {
        name: step.name,
        image: step.image,
        command: ['bash', '/scripts/step.sh'],
        args: step.command.map((word) => keyOrPlain(word, step)),
        // ms-swift writes a summary into the folder that it is started in.
        workingDir: '/tmp',
        env: [
          ...variables({
            USER: 'ninefold',
            HOME: '/tmp',
            RETRY_ARGS: `/files/${fileKey(step.name, 'retry-args')}`,
            ...step.env,
            ...shared,
          }),
          ...(step.apiKey
            ? [{ name: step.apiKey.variable, valueFrom: { secretKeyRef: { name: step.apiKey.secret, key: 'key' } } }]
            : []),
        ],
        resources: {
          requests: { cpu: String(cpus), memory: `${memoryGib}Gi`, ...devices },
          limits: { memory: `${memoryGib}Gi`, ...devices },
        },
        securityContext: bounded,
        volumeMounts: [
          scriptsMount,
          filesMount,
          stateMount,
          output,
          tmpMount,
          // ms-swift leaves a summary beside the weights that it has scored.
          ...inputs.map(({ mount }) => ({ ...mount, readOnly: false })),
          ...(step.data && files.length > 0 ? [{ name: 'data', mountPath: step.data.folder }] : []),
          { name: 'cache', mountPath: '/scratch/cache' },
          { name: 'shm', mountPath: '/dev/shm' },
        ],
      },
    ],
    volumes: [
      ...inputs.flatMap(({ volumes }) => volumes),
      { name: 'scripts', configMap: { name: followUpScriptsName } },
      { name: 'files', configMap: { name: followUpFilesName(run.run) } },
      { name: 'state', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'output', emptyDir: { sizeLimit: `${step.scratchGib}Gi` } },
      { name: 'tmp', emptyDir: {} },
      { name: 'cache', emptyDir: { sizeLimit: `${step.scratchGib}Gi` } },
      // Counts as memory of the containers that write to it.
      { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: `${Math.max(1, Math.floor(memoryGib / 8))}Gi` } },
      ...(files.length > 0 ? [{ name: 'data', emptyDir: { sizeLimit: `${step.scratchGib}Gi` } }] : []),
    ],
  };
}

function datasets({ region }: FollowedRun, step: FollowUpStep['name'], folder: string): Container {
  return {
    name: 'datasets',
    image: helperImages.awsCli,
    command: ['bash', '/scripts/datasets.sh'],
    env: variables({ HOME: '/tmp', AWS_REGION: region, DATA: folder, LIST: `/files/${fileKey(step, 'datasets')}` }),
    resources: helperResources,
    securityContext: bounded,
    volumeMounts: [scriptsMount, filesMount, tmpMount, { name: 'data', mountPath: folder }],
  };
}

function registerPod(run: FollowedRun, step: RegisterStep): PodSpec {
  return {
    ...podOf(run, 'system'),
    containers: [
      {
        name: step.name,
        image: helperImages.awsCli,
        command: ['bash', '/scripts/register.sh'],
        env: variables({
          HOME: '/tmp',
          AWS_REGION: run.region,
          REVISION: run.run,
          POINTER: step.pointer,
          PARTS: `/files/${fileKey(step.name, 'parts')}`,
        }),
        resources: helperResources,
        securityContext: bounded,
        volumeMounts: [scriptsMount, filesMount, tmpMount],
      },
    ],
    volumes: [
      { name: 'scripts', configMap: { name: followUpScriptsName } },
      { name: 'files', configMap: { name: followUpFilesName(run.run) } },
      { name: 'tmp', emptyDir: {} },
    ],
  };
}

function variables(values: Readonly<Record<string, string>>): NonNullable<Container['env']> {
  return Object.entries(values).map(([name, value]) => ({ name, value: plainText(value) }));
}

/** Kubernetes fills in the API key, and nothing else. */
function keyOrPlain(word: string, { apiKey }: CommandStep): string {
  return apiKey && word === `$(${apiKey.variable})` ? word : plainText(word);
}

/** Kubernetes reads `$(…)` as a variable, and Terraform `${…}`. */
function plainText(text: string): string {
  return literal(text.replaceAll('$(', '$$$$('));
}
