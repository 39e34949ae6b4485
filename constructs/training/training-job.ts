import { helperImages } from '../../catalog/images';
import { acceleratorTaint, poolLabel } from '../cluster/node-pools/node-labels';
import type { JobSet } from '../kubernetes/custom-resources/jobset';
import { tolerate } from '../kubernetes/custom-resources/karpenter';
import type { ConfigMap, Container, Manifest, NetworkPolicy, PodSpec } from '../kubernetes/manifest';
import { bounded, runAs } from '../kubernetes/pod-security';
import { toClouds } from '../kubernetes/way-out';
import { type WeightsProps, weightsVolume } from '../models/weights-volume';
import { priorityClassName, type Tier } from '../platform/priority-classes';
import { literalsIn } from '../substrate/literal';
import { heartbeatScript, restoreScript, uploadScript } from './checkpoint-scripts';
import { datasetScript } from './dataset-script';
import { hopelessExitCode, launchScript } from './launch-script';

/** Namespace of training jobs. */
export const trainingNamespace = 'training';

/** A training job on the nodes of one pool. Paths are those that its command names. */
export interface TrainingJobProps {
  readonly job: string;
  /** Name of this run of the job, by which its checkpoints are found; at most 53 characters, as `<run>-node-0-0` is a host. */
  readonly run: string;
  /** Image of the trainer with its digest. */
  readonly image: string;
  readonly command: readonly string[];
  /** What is added to the command to go on from a checkpoint; `<<checkpoint>>` stands for its folder. */
  readonly resumeArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Texts of the files in `/config`, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Folder that the command saves to. */
  readonly output: string;
  /** Whether the trainer saves and stops by file (ms-swift's `graceful_exit`); Megatron does not. */
  readonly savesOnStop: boolean;
  readonly nodes: number;
  readonly pool: string;
  readonly tier: Tier;
  /** Name of the queue that it waits in; Kueue starts it. */
  readonly queue: string;
  /** What a pod takes of a node. */
  readonly resources: {
    readonly gpus: number;
    readonly efaInterfaces: number;
    readonly cpus: number;
    readonly memoryGib: number;
    readonly scratchGib: number;
  };
  readonly weights: WeightsProps;
  /** Files of its data in buckets; each is `<folder>/<name>` for the command. Data sets of hubs the trainer fetches itself. */
  readonly data: {
    readonly folder: string;
    readonly files: readonly { readonly name: string; readonly address: string }[];
  };
  readonly checkpoints: {
    readonly bucket: string;
    /** Prefixes of this run without a slash at the end. */
    readonly runPrefix: string;
    readonly finalPrefix: string;
    readonly keep: number;
  };
  /** Longest time of a step with a checkpoint, in seconds: the grace of a stopped pod follows from it. */
  readonly slowestStepSeconds: number;
  /** When the capacity ends, in seconds since 1970. Default: never. */
  readonly capacityEnds?: number;
  readonly serviceAccount: string;
}

/** Restarts after failures that are nobody's fault but the job's own. */
const maxRestarts = 5;

/** How long the uploader may take for the last checkpoint after a stop. */
const uploadSeconds = 600;

/** EKS drains the nodes of a capacity block 40 minutes before its end. Source: Amazon EKS User Guide, "Capacity Blocks". */
const drainSeconds = 40 * 60;

/** Huge pages that EFA's library maps, of the 5,128 that EKS's images set aside. Source: Amazon EKS User Guide, "EFA". */
const hugePages = '5120Mi';

const scriptsName = 'training-scripts';
const scripts = {
  'launch.sh': launchScript,
  'datasets.sh': datasetScript,
  'restore.sh': restoreScript,
  'upload.sh': uploadScript,
  'heartbeat.sh': heartbeatScript,
};

/** What all jobs of the namespace share. */
export function trainingScripts(): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: scriptsName, namespace: trainingNamespace },
    data: literalsIn(scripts),
  };
}

/**
 * The objects of one run: its files, its way through the network, and a JobSet that Kueue admits as a whole.
 *
 * Any failure starts all pods again, once those of the attempt before are gone. Failures by disruption (a node that is
 * drained, a spot interruption, preemption) do not count against the restarts; one that no restart mends ends the run.
 *
 * Source: JobSet 0.12, "Failure Policy"; Kubernetes documentation, "Pod failure policy" and "Sidecar Containers";
 * Kueue 0.19, "Run A JobSet".
 */
export function trainingJob(props: TrainingJobProps): Manifest[] {
  return [filesOf(props), traffic(props), jobSet(props)];
}

function labelsOf({ job, run }: TrainingJobProps) {
  return {
    'app.kubernetes.io/name': 'training',
    'app.kubernetes.io/managed-by': 'ninefold',
    'ninefold.dev/training': job,
    'ninefold.dev/run': run,
  };
}

function filesOf({ run, files, resumeArgs, data }: TrainingJobProps): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `training-${run}`, namespace: trainingNamespace },
    data: {
      ...files,
      'resume-args': resumeArgs.map((argument) => `${argument}\n`).join(''),
      datasets: data.files.map(({ name, address }) => `${name} ${address}\n`).join(''),
    },
  };
}

/** NCCL picks its ports, so the pods of a run reach each other at any; beside that, S3, hubs and the identity's agent. */
function traffic(props: TrainingJobProps): NetworkPolicy {
  const own = { podSelector: { matchLabels: { 'ninefold.dev/run': props.run } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `training-${props.run}`, namespace: trainingNamespace },
    spec: {
      ...own,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [own] }],
      egress: [{ to: [own] }, ...toClouds],
    },
  };
}

function jobSet(props: TrainingJobProps): JobSet {
  const labels = labelsOf(props);
  return {
    apiVersion: 'jobset.x-k8s.io/v1alpha2',
    kind: 'JobSet',
    metadata: {
      name: props.run,
      namespace: trainingNamespace,
      labels: { ...labels, 'kueue.x-k8s.io/queue-name': props.queue },
    },
    spec: {
      failurePolicy: {
        maxRestarts,
        restartStrategy: 'BlockingRecreate',
        rules: [
          failureRule('disrupted', 'RestartJobSetAndIgnoreMaxRestarts', 0),
          failureRule('hopeless', 'FailJobSet', 1),
        ],
      },
      replicatedJobs: [
        {
          name: 'node',
          replicas: 1,
          template: {
            spec: {
              parallelism: props.nodes,
              completions: props.nodes,
              completionMode: 'Indexed',
              backoffLimit: 0,
              // The order is what the rules of the set go by.
              podFailurePolicy: {
                rules: [
                  { action: 'FailJob', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
                  { action: 'FailJob', onExitCodes: { operator: 'In', values: [hopelessExitCode] } },
                ],
              },
              template: { metadata: { labels }, spec: podSpec(props) },
            },
          },
        },
      ],
    },
  };
}

/** The job's message names the rule of its pod failure policy, which its reason does not. */
function failureRule(name: string, action: 'FailJobSet' | 'RestartJobSetAndIgnoreMaxRestarts', index: number) {
  return {
    name,
    action,
    onJobFailureReasons: ['PodFailurePolicy'],
    onJobFailureMessagePatterns: [`matching FailJob rule at index ${index}$`],
  } as const;
}

type Variables = NonNullable<Container['env']>;

function podSpec(props: TrainingJobProps): PodSpec {
  const weights = weightsVolume(props.weights);
  const { slowestStepSeconds, resources } = props;
  return {
    serviceAccountName: props.serviceAccount,
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    priorityClassName: priorityClassName(props.tier),
    terminationGracePeriodSeconds: graceSeconds(slowestStepSeconds),
    nodeSelector: { [poolLabel]: props.pool },
    tolerations: [tolerate(acceleratorTaint({ vendor: 'nvidia' }))],
    securityContext: runAs(1000),
    initContainers: [
      weights.initContainer,
      ...(props.data.files.length > 0 ? [datasets(props)] : []),
      helper('restore', props),
      // A sidecar: it starts before the trainer, and ends after it.
      { ...helper('upload', props), restartPolicy: 'Always' },
    ],
    containers: [trainer(props, weights.mount)],
    volumes: [
      ...weights.volumes,
      { name: 'scripts', configMap: { name: scriptsName } },
      { name: 'config', configMap: { name: `training-${props.run}` } },
      { name: 'output', emptyDir: { sizeLimit: `${resources.scratchGib}Gi` } },
      { name: 'data', emptyDir: { sizeLimit: `${resources.scratchGib}Gi` } },
      { name: 'state', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'tmp', emptyDir: {} },
      // Counts as memory of the containers that write to it.
      { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: `${shmGib(resources.memoryGib)}Gi` } },
      ...(resources.efaInterfaces > 0 ? [{ name: 'huge-pages', emptyDir: { medium: 'HugePages-2Mi' } }] : []),
    ],
  };
}

/** A step and its checkpoint have to end, and the checkpoint to be uploaded. */
function graceSeconds(slowestStepSeconds: number): number {
  return Math.ceil(slowestStepSeconds) + uploadSeconds;
}

/** Workers of data loaders hand batches over through it. */
function shmGib(memoryGib: number): number {
  return Math.max(1, Math.floor(memoryGib / 8));
}

/** Brings the files of data sets. */
function datasets({ data, weights }: TrainingJobProps): Container {
  return {
    name: 'datasets',
    image: helperImages.awsCli,
    command: ['bash', '/scripts/datasets.sh'],
    env: variables({ HOME: '/tmp', AWS_REGION: weights.region, DATA: data.folder, LIST: '/config/datasets' }),
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '4Gi' } },
    securityContext: bounded,
    volumeMounts: [
      scriptsMount,
      { name: 'config', mountPath: '/config', readOnly: true },
      { name: 'data', mountPath: data.folder },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** Restores or uploads checkpoints. */
function helper(name: 'restore' | 'upload', props: TrainingJobProps): Container {
  const { bucket, runPrefix, finalPrefix, keep } = props.checkpoints;
  return {
    name,
    image: helperImages.awsCli,
    command: ['bash', `/scripts/${name}.sh`],
    env: [
      ...variables({
        HOME: '/state',
        AWS_REGION: props.weights.region,
        RUN_URI: `s3://${bucket}/${runPrefix}`,
        FINAL_URI: `s3://${bucket}/${finalPrefix}`,
        KEEP: String(keep),
        PERIOD: '30',
        SETTLE: '15',
      }),
      ...shared(props),
    ],
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '4Gi' } },
    securityContext: bounded,
    volumeMounts: [scriptsMount, outputMount(props), stateMount, { name: 'tmp', mountPath: '/tmp' }],
  };
}

const scriptsMount = { name: 'scripts', mountPath: '/scripts', readOnly: true };
const stateMount = { name: 'state', mountPath: '/state' };
const outputMount = ({ output }: TrainingJobProps) => ({ name: 'output', mountPath: output });

function trainer(props: TrainingJobProps, weights: NonNullable<Container['volumeMounts']>[number]): Container {
  const { resources, nodes, run, slowestStepSeconds } = props;
  const efa = resources.efaInterfaces > 0;
  const devices = {
    'nvidia.com/gpu': String(resources.gpus),
    ...(efa && { 'vpc.amazonaws.com/efa': String(resources.efaInterfaces), 'hugepages-2Mi': hugePages }),
  };
  return {
    name: 'trainer',
    image: props.image,
    command: ['bash', '/scripts/launch.sh'],
    args: props.command.map(plainText),
    env: [
      ...variables({
        // The user has no entry in the image, where Python looks for its name.
        USER: 'ninefold',
        HOME: '/tmp',
        RESUME_ARGS: '/config/resume-args',
        STOP_BY: props.savesOnStop ? 'file' : 'signal',
        STOP_AT: String(stopAt(props)),
        STALL_SECONDS: String(Math.max(900, Math.ceil(20 * slowestStepSeconds))),
        START_SECONDS: '3600',
        NPROC_PER_NODE: String(resources.gpus),
        ...(nodes > 1 && { MASTER_ADDR: `${run}-node-0-0.${run}`, MASTER_PORT: '29500' }),
        PYTORCH_CUDA_ALLOC_CONF: 'expandable_segments:True',
        NCCL_DEBUG: 'WARN',
        ...(efa && { FI_PROVIDER: 'efa', NCCL_SOCKET_IFNAME: '^lo,docker,veth' }),
        ...props.env,
      }),
      {
        name: 'ATTEMPT',
        valueFrom: { fieldRef: { fieldPath: "metadata.labels['jobset.sigs.k8s.io/restart-attempt']" } },
      },
      ...shared(props),
    ],
    resources: {
      requests: { cpu: String(resources.cpus), memory: `${resources.memoryGib}Gi`, ...devices },
      limits: { memory: `${resources.memoryGib}Gi`, ...devices },
    },
    livenessProbe: {
      exec: { command: ['bash', '/scripts/heartbeat.sh'] },
      periodSeconds: 60,
      timeoutSeconds: 10,
      failureThreshold: 2,
      // A trainer that hangs saves nothing.
      terminationGracePeriodSeconds: 30,
    },
    securityContext: bounded,
    volumeMounts: [
      scriptsMount,
      outputMount(props),
      stateMount,
      weights,
      { name: 'config', mountPath: '/config', readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'data', mountPath: props.data.folder },
      { name: 'shm', mountPath: '/dev/shm' },
      ...(efa ? [{ name: 'huge-pages', mountPath: '/dev/hugepages' }] : []),
    ],
  };
}

function stopAt({ capacityEnds, slowestStepSeconds }: TrainingJobProps): number {
  return capacityEnds === undefined ? 0 : capacityEnds - drainSeconds - graceSeconds(slowestStepSeconds);
}

/** What all containers of a pod know. Kubernetes' own JOB_COMPLETION_INDEX comes too late to be used in others. */
function shared({ nodes, output }: TrainingJobProps): Variables {
  return [
    ...variables({ OUTPUT: output, STATE: '/state', NNODES: String(nodes) }),
    {
      name: 'NODE_RANK',
      valueFrom: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } },
    },
  ];
}

function variables(values: Readonly<Record<string, string>>): Variables {
  return Object.entries(values).map(([name, value]) => ({ name, value: plainText(value) }));
}

/** Kubernetes reads `$(…)` as a variable. */
function plainText(text: string): string {
  return text.replaceAll('$(', '$$$$(');
}
