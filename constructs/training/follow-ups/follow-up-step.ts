import { helperImages } from '../../../catalog/images';
import { systemNodes } from '../../cluster/node-pools/node-labels';
import { versionAnnotation } from '../../inference/served-service';
import { acceleratedResources } from '../../kubernetes/accelerated-pod';
import type { Container, Job, PodSpec } from '../../kubernetes/objects';
import { bounded } from '../../kubernetes/pod-security';
import { triedAgain } from '../../kubernetes/retries';
import { plainText, variables } from '../../kubernetes/variables';
import type { WeightsProps } from '../../models/weights';
import { weightsVolume } from '../../models/weights-volume';
import { placement } from '../placement';
import { runPlaceholder } from '../run-template';
import { tokenSecret } from '../token-secret';
import { jobLabel, runLabel, type TrainingJobProps, trainingNamespace } from '../training-props';
import { followUpScriptsVolume } from './follow-up-scripts-volume';

/** What texts of steps have in the place of the name of their workflow. */
const followingWorkflow = '<<workflow>>';

/** Label of the pods of steps, with the name of the step. */
export const stepLabel = 'ninefold.dev/step';

/** Annotation of a step with the API path of a workload that has to start anew after it. */
const restartsAnnotation = 'ninefold.dev/restarts';

/** Annotations of a step with the API path of a workload, and the version that all of its pods have to have before it. */
const awaitsAnnotation = 'ninefold.dev/awaits';

/** A job, on whose result steps work. */
export type FollowedJob = Pick<
  TrainingJobProps,
  'job' | 'region' | 'pool' | 'tier' | 'queue' | 'data' | 'tokens' | 'cache'
>;

export type FollowUpStep = CommandStep | RegisterStep;

/** Runs a command, and brings what it makes into a bucket. */
export interface CommandStep {
  readonly does: 'command';
  readonly name: 'merge' | 'evaluate' | 'gate' | 'export';
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
  readonly inputs: readonly (WeightsProps & { readonly name: string })[];
  /** Files of data in buckets, which it reads from the folder of the job's data. */
  readonly data: readonly { readonly name: string; readonly address: string }[];
  /** Texts of files in `/files`, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** GPUs are those of one node. */
  readonly resources: { readonly gpus: number; readonly cpus: number; readonly memoryGib: number };
  readonly scratchGib: number;
  /** Nodes that it runs on: those of the job, or those of the system. */
  readonly on: 'pool' | 'system';
  /** Secret of the namespace with the key `key`, and the variable that the command gets it in. */
  readonly apiKey?: { readonly secret: string; readonly variable: string };
  readonly retries: number;
  /** API path of a workload that is asked, and the version that is to answer. @default none */
  readonly awaits?: { readonly path: string; readonly version: string };
}

/** Makes results a revision, from bucket to bucket. */
export interface RegisterStep {
  readonly does: 'register';
  readonly name: 'stage' | 'register';
  readonly revision: string;
  /** Results and where they go, `s3://…` without a slash at the end. */
  readonly parts: readonly { readonly from: string; readonly to: string }[];
  /** Object with the name of the revision. */
  readonly pointer: string;
  /** API path of a workload that has to start anew after it. @default none */
  readonly restarts?: string;
}

/** Name of a file of a step among those of its job. */
export function stepFile(step: CommandStep['name'], file: string): string {
  return `${step}.${file}`;
}

/**
 * The job of a step, without the names of its run and its workflow. The queue admits it by itself, with its own GPUs only.
 * Pods that are lost with their node do not count as failed attempts; an exit with 64 is not tried again.
 *
 * @param files name of the ConfigMap with the files of the steps
 *
 * Source: Kueue 0.19, "Run A Kubernetes Job"; Kubernetes documentation, "Pod failure policy" and "Sidecar Containers".
 */
export function followUpJob(job: FollowedJob, step: FollowUpStep, files: string): Job {
  const labels = {
    'app.kubernetes.io/name': 'training-follow-up',
    'app.kubernetes.io/managed-by': 'ninefold',
    [jobLabel]: job.job,
    [runLabel]: runPlaceholder,
    [stepLabel]: step.name,
  };
  const isQueued = step.does === 'command' && step.resources.gpus > 0;
  const annotations = annotationsOf(step);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${followingWorkflow}-${step.name}`,
      namespace: trainingNamespace,
      labels: { ...labels, ...(isQueued && { 'kueue.x-k8s.io/queue-name': job.queue }) },
      ...(annotations && { annotations }),
    },
    spec: {
      backoffLimit: step.does === 'command' ? step.retries : 5,
      podFailurePolicy: triedAgain,
      template: {
        metadata: { labels },
        spec: step.does === 'command' ? commandPod(job, step, files) : registerPod(job, step),
      },
    },
  };
}

function annotationsOf(step: FollowUpStep): Readonly<Record<string, string>> | undefined {
  if (step.does === 'register')
    return step.restarts === undefined ? undefined : { [restartsAnnotation]: step.restarts };
  return step.awaits && { [awaitsAnnotation]: step.awaits.path, [versionAnnotation]: step.awaits.version };
}

function podOf(job: FollowedJob, on: CommandStep['on']) {
  const pod = placement(job);
  if (on === 'pool') return pod;
  const { tolerations: _none, ...rest } = pod;
  return { ...rest, nodeSelector: systemNodes };
}

const stateMount = { name: 'state', mountPath: '/state' };
const tmpMount = { name: 'tmp', mountPath: '/tmp' };
const helperResources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '4Gi' } };

function commandPod(job: FollowedJob, step: CommandStep, files: string): PodSpec {
  const inputs = step.inputs.map(weightsVolume);
  const room = { sizeLimit: `${step.scratchGib}Gi` };
  const readsData = step.data.length > 0;
  return {
    ...podOf(job, step.on),
    // For the last answers, and for what is still to be uploaded.
    terminationGracePeriodSeconds: 120,
    initContainers: [
      ...inputs.map(({ initContainer }) => initContainer),
      ...(readsData ? [datasets(job, step)] : []),
      resultSidecar(job, step),
    ],
    // The work is in the main container: a pod that is not ready in time is taken back by the queue.
    containers: [
      worker(job, step, [
        // ms-swift leaves a summary beside the weights that it has scored.
        ...inputs.map(({ mount }) => ({ ...mount, readOnly: false })),
        ...(readsData ? [{ name: 'data', mountPath: job.data.folder }] : []),
      ]),
    ],
    volumes: [
      ...inputs.flatMap(({ volumes }) => volumes),
      followUpScriptsVolume.volume,
      { name: 'files', configMap: { name: files } },
      { name: 'state', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'output', emptyDir: room },
      { name: 'cache', emptyDir: room },
      { name: 'tmp', emptyDir: {} },
      // Counts as memory of the containers that write to it.
      { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: `${Math.ceil(step.resources.memoryGib / 8)}Gi` } },
      ...(readsData ? [{ name: 'data', emptyDir: room }] : []),
    ],
  };
}

const filesMount = { name: 'files', mountPath: '/files', readOnly: true };
const shared = ({ output }: CommandStep) => ({ OUTPUT: output, STATE: '/state' });
const outputMount = ({ output }: CommandStep) => ({ name: 'output', mountPath: output });

function resultSidecar({ region }: FollowedJob, step: CommandStep): Container {
  return {
    name: 'result',
    image: helperImages.awsCli,
    restartPolicy: 'Always',
    command: ['bash', '/scripts/result.sh'],
    env: variables({
      HOME: '/tmp',
      AWS_REGION: region,
      RESULT_URI: step.result,
      KEEP_PARTS: step.keepsParts ? 'yes' : 'no',
      PERIOD: '60',
      ...shared(step),
    }),
    resources: helperResources,
    securityContext: bounded,
    volumeMounts: [followUpScriptsVolume.mount, stateMount, outputMount(step), tmpMount],
  };
}

function datasets({ region, data }: FollowedJob, step: CommandStep): Container {
  return {
    name: 'datasets',
    image: helperImages.awsCli,
    command: ['bash', '/scripts/datasets.sh'],
    env: variables({
      HOME: '/tmp',
      AWS_REGION: region,
      DATA: data.folder,
      LIST: `/files/${stepFile(step.name, 'datasets')}`,
    }),
    resources: helperResources,
    securityContext: bounded,
    volumeMounts: [followUpScriptsVolume.mount, filesMount, tmpMount, { name: 'data', mountPath: data.folder }],
  };
}

function worker(job: FollowedJob, step: CommandStep, mounts: NonNullable<Container['volumeMounts']>): Container {
  const secret = (variable: string, name: string, key: string) => ({
    name: variable,
    valueFrom: { secretKeyRef: { name, key } },
  });
  return {
    name: step.name,
    image: step.image,
    command: ['bash', '/scripts/step.sh'],
    args: step.command.map((word) => keyOrPlain(word, step)),
    // ms-swift writes a summary into the folder that it is started in.
    workingDir: '/tmp',
    env: [
      ...variables({
        // The user has no entry in the image, where Python looks for its name.
        USER: 'ninefold',
        HOME: '/tmp',
        RETRY_ARGS: `/files/${stepFile(step.name, 'retry-args')}`,
        ...step.env,
        ...shared(step),
      }),
      ...(step.apiKey ? [secret(step.apiKey.variable, step.apiKey.secret, 'key')] : []),
      // For data of hubs that it measures on.
      ...(step.name === 'export'
        ? Object.keys(job.tokens).map((variable) => secret(variable, tokenSecret(job.job), variable))
        : []),
    ],
    resources: acceleratedResources({ ...step.resources, vendor: 'nvidia', efaInterfaces: 0 }),
    securityContext: bounded,
    volumeMounts: [
      followUpScriptsVolume.mount,
      filesMount,
      stateMount,
      outputMount(step),
      tmpMount,
      { name: 'cache', mountPath: job.cache },
      { name: 'shm', mountPath: '/dev/shm' },
      ...mounts,
    ],
  };
}

function registerPod(job: FollowedJob, step: RegisterStep): PodSpec {
  return {
    ...podOf(job, 'system'),
    containers: [
      {
        name: step.name,
        image: helperImages.awsCli,
        command: ['bash', '/scripts/register.sh'],
        env: variables({
          HOME: '/tmp',
          AWS_REGION: job.region,
          REVISION: step.revision,
          POINTER: step.pointer,
          PARTS: step.parts.map(({ from, to }) => `${from} ${to}`).join('\n'),
        }),
        resources: helperResources,
        securityContext: bounded,
        volumeMounts: [followUpScriptsVolume.mount, tmpMount],
      },
    ],
    volumes: [followUpScriptsVolume.volume, { name: 'tmp', emptyDir: {} }],
  };
}

/** Kubernetes fills in the API key, and nothing else. */
function keyOrPlain(word: string, { apiKey }: CommandStep): string {
  return apiKey && word === `$(${apiKey.variable})` ? word : plainText(word);
}
