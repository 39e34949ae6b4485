import { helperImages } from '../../catalog/images';
import { acceleratedResources } from '../kubernetes/accelerated-pod';
import type { Container, PodSpec } from '../kubernetes/objects';
import { bounded } from '../kubernetes/pod-security';
import { plainText, type Variables, variables } from '../kubernetes/variables';
import { weightsVolume } from '../models/weights-volume';
import { memoryVolumes, networkVariables, placement } from './placement';
import { rolloutHost } from './rollout-pod';
import { tokenSecret } from './token-secret';
import type { TrainingJobProps, TrainingRun } from './training-props';
import { scriptsMount, scriptsVolume } from './training-scripts';

/** Name of the replicated job of the nodes that train. */
export const trainerName = 'node';

/** How long the uploader may take for the last checkpoint after a stop. */
const uploadSeconds = 600;

/** EKS drains the nodes of a capacity block 40 minutes before its end. Source: Amazon EKS User Guide, "Capacity Blocks". */
const drainSeconds = 40 * 60;

/**
 * The pod of a node that trains: it brings weights, data and the last checkpoint, trains, and uploads checkpoints beside
 * the trainer.
 *
 * @param config name of the ConfigMap with the job's files
 */
export function trainerPod(props: TrainingJobProps, run: TrainingRun, config: string): PodSpec {
  const weights = props.weights.map(weightsVolume);
  const { slowestStepSeconds, resources, checkpoints } = props;
  const memory = memoryVolumes(resources);
  const room = { sizeLimit: `${resources.scratchGib}Gi` };
  return {
    ...placement(props),
    terminationGracePeriodSeconds: graceSeconds(slowestStepSeconds),
    initContainers: [
      ...weights.map(({ initContainer }) => initContainer),
      ...(props.data.files.length > 0 ? [datasets(props)] : []),
      ...(checkpoints.claim === undefined ? [] : [folder(props, run)]),
      helper('restore', props, run),
      // A sidecar: it starts before the trainer, and ends after it.
      { ...helper('upload', props, run), restartPolicy: 'Always' },
    ],
    containers: [
      trainer(props, run, [
        scriptsMount,
        outputMount(props, run),
        stateMount,
        ...weights.map(({ mount }) => mount),
        { name: 'config', mountPath: '/config', readOnly: true },
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'data', mountPath: props.data.folder },
        { name: 'cache', mountPath: props.cache },
        ...memory.mounts,
      ]),
    ],
    volumes: [
      ...weights.flatMap(({ volumes }) => volumes),
      scriptsVolume,
      { name: 'config', configMap: { name: config } },
      checkpoints.claim === undefined
        ? { name: 'output', emptyDir: room }
        : { name: 'output', persistentVolumeClaim: { claimName: checkpoints.claim } },
      { name: 'data', emptyDir: room },
      { name: 'cache', emptyDir: room },
      { name: 'state', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'tmp', emptyDir: {} },
      ...memory.volumes,
    ],
  };
}

/** A step and its checkpoint have to end, and the checkpoint to be uploaded. */
function graceSeconds(slowestStepSeconds: number): number {
  return Math.ceil(slowestStepSeconds) + uploadSeconds;
}

/** Brings the files of data sets. */
function datasets({ data, region }: TrainingJobProps): Container {
  return {
    name: 'datasets',
    image: helperImages.awsCli,
    command: ['bash', '/scripts/datasets.sh'],
    env: variables({ HOME: '/tmp', AWS_REGION: region, DATA: data.folder, LIST: '/config/datasets' }),
    resources: helperResources,
    securityContext: bounded,
    volumeMounts: [
      scriptsMount,
      { name: 'config', mountPath: '/config', readOnly: true },
      { name: 'data', mountPath: data.folder },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

const helperResources = { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '4Gi' } };

/**
 * Makes the run's folder on the shared file system, whose root belongs to root: the only step that is root, without any
 * capability.
 *
 * Source: FSx for Lustre CSI driver 1.10 (`fsGroupPolicy: ReadWriteOnceWithFSType` leaves shared volumes as they are).
 */
function folder(props: TrainingJobProps, run: TrainingRun): Container {
  return {
    name: 'folder',
    image: helperImages.awsCli,
    command: ['bash', '-c', 'mkdir -p "/shared/$FOLDER" && chmod 0777 "/shared/$FOLDER"'],
    env: variables({ FOLDER: `${props.checkpoints.runs}/${run.run}` }),
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    securityContext: { ...bounded, runAsNonRoot: false, runAsUser: 0 },
    volumeMounts: [{ name: 'output', mountPath: '/shared' }],
  };
}

/** Restores or uploads checkpoints. */
function helper(name: 'restore' | 'upload', props: TrainingJobProps, run: TrainingRun): Container {
  const { bucket, runs, finals, keep, claim, inParts } = props.checkpoints;
  return {
    name,
    image: helperImages.awsCli,
    command: ['bash', `/scripts/${name}.sh`],
    env: [
      ...variables({
        HOME: '/state',
        AWS_REGION: props.region,
        RUN_URI: `s3://${bucket}/${runs}/${run.run}`,
        FINAL_URI: `s3://${bucket}/${finals}/${run.run}`,
        SHARED: claim === undefined ? '' : 'yes',
        IN_PARTS: inParts ? 'yes' : '',
        KEEP: String(keep),
        PERIOD: '30',
        SETTLE: '15',
        WRITER: run.name,
        LEASE: '180',
      }),
      ...shared(props),
    ],
    resources: helperResources,
    securityContext: bounded,
    volumeMounts: [scriptsMount, outputMount(props, run), stateMount, { name: 'tmp', mountPath: '/tmp' }],
  };
}

const stateMount = { name: 'state', mountPath: '/state' };

function outputMount({ output, checkpoints }: TrainingJobProps, { run }: TrainingRun) {
  const mount = { name: 'output', mountPath: output };
  return checkpoints.claim === undefined ? mount : { ...mount, subPath: `${checkpoints.runs}/${run}` };
}

function trainer(
  props: TrainingJobProps,
  { name }: TrainingRun,
  volumeMounts: NonNullable<Container['volumeMounts']>,
): Container {
  const { resources, nodes, slowestStepSeconds, rollout } = props;
  const host = rolloutHost(name);
  return {
    name: 'trainer',
    image: props.image,
    command: ['bash', '/scripts/launch.sh'],
    args: props.command.map((word) => plainText(rollout ? word.replaceAll(rollout.placeholder, host) : word)),
    env: [
      ...variables({
        // The user has no entry in the image, where Python looks for its name.
        USER: 'ninefold',
        HOME: '/tmp',
        RESUME_ARGS: '/config/resume-args',
        STOP_BY: props.savesOnStop ? 'file' : 'signal',
        STOP_AT: String(stopAt(props)),
        STALL_SECONDS: String(stallSeconds(slowestStepSeconds)),
        START_SECONDS: '3600',
        NPROC_PER_NODE: String(resources.gpus),
        ...(nodes > 1 && { MASTER_ADDR: `${name}-${trainerName}-0-0.${name}`, MASTER_PORT: '29500' }),
        ...props.env,
      }),
      ...networkVariables(resources, nodes > 1 || rollout !== undefined),
      ...tokenVariables(props),
      {
        name: 'ATTEMPT',
        valueFrom: { fieldRef: { fieldPath: "metadata.labels['jobset.sigs.k8s.io/restart-attempt']" } },
      },
      ...shared(props),
    ],
    resources: acceleratedResources({ ...resources, vendor: 'nvidia' }),
    livenessProbe: {
      exec: { command: ['bash', '/scripts/heartbeat.sh'] },
      periodSeconds: 60,
      timeoutSeconds: 10,
      failureThreshold: 2,
      // A trainer that hangs saves nothing.
      terminationGracePeriodSeconds: 30,
    },
    securityContext: bounded,
    volumeMounts,
  };
}

/** How long a trainer may be silent: it logs every few steps. */
function stallSeconds(slowestStepSeconds: number): number {
  return Math.max(900, Math.ceil(20 * slowestStepSeconds));
}

function stopAt({ capacityEnds, slowestStepSeconds }: TrainingJobProps): number {
  return capacityEnds === undefined ? 0 : capacityEnds - drainSeconds - graceSeconds(slowestStepSeconds);
}

function tokenVariables({ job, tokens }: TrainingJobProps): Variables {
  return Object.keys(tokens).map((variable) => ({
    name: variable,
    valueFrom: { secretKeyRef: { name: tokenSecret(job), key: variable } },
  }));
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
