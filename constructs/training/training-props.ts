import type { Tier } from '../kubernetes/priority-classes';
import type { WeightsProps } from '../models/weights';

/** Namespace of training jobs. */
export const trainingNamespace = 'training';

/** Service account of the pods of a job. */
export function trainingAccount(job: string): string {
  return `train-${job}`;
}

/** Label of everything of a job, with its name. */
export const jobLabel = 'ninefold.dev/training';

/** Label of what belongs to one run, with its name. */
export const runLabel = 'ninefold.dev/run';

/** A training job on the nodes of one pool. Paths are those that its command names. */
export interface TrainingJobProps {
  /** Name of the job; unique in the region. */
  readonly job: string;
  /** Region of the buckets. */
  readonly region: string;
  /** Image of the trainer. */
  readonly image: string;
  /** Program of the trainer and its arguments. */
  readonly command: readonly string[];
  /** What is added to the command to go on from a checkpoint; `<<checkpoint>>` stands for its folder. */
  readonly resumeArgs: readonly string[];
  /** Variables of the trainer, beside those of its place among the nodes. */
  readonly env: Readonly<Record<string, string>>;
  /** Texts of the files in `/config`, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Folder that the command saves to. */
  readonly output: string;
  /** Folder for what libraries keep, on the node's own disk. */
  readonly cache: string;
  /** Whether the trainer saves and stops by file (ms-swift's `graceful_exit`); Megatron does not. */
  readonly savesOnStop: boolean;
  /** Nodes that train. */
  readonly nodes: number;
  /** Pool whose nodes it runs on. */
  readonly pool: string;
  /** Who gives way when nodes are full. */
  readonly tier: Tier;
  /** Queue of Kueue in the namespace that its runs wait in. */
  readonly queue: string;
  /** What each of its pods takes of a node. */
  readonly resources: TrainingResources;
  /** All weights that it reads, each with a name of its own. */
  readonly weights: readonly (WeightsProps & { readonly name: string })[];
  /** Files of its data in buckets; each is `<folder>/<name>` for the command. Data sets of hubs the trainer fetches itself. */
  readonly data: {
    readonly folder: string;
    readonly files: readonly { readonly name: string; readonly address: string }[];
  };
  /** Tokens of hubs for its data: names in Secrets Manager by the variable that the trainer looks for. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Where checkpoints and results go, and how many stay. */
  readonly checkpoints: CheckpointProps;
  /** Longest time of a step with a checkpoint, in seconds: the grace of a stopped pod follows from it. */
  readonly slowestStepSeconds: number;
  /** When the capacity ends, in seconds since 1970. Default: never. */
  readonly capacityEnds?: number;
  /** Server of the answers that the job trains on, on a node of its own. */
  readonly rollout?: RolloutProps;
}

/** What a pod takes of a node. */
export interface TrainingResources {
  /** GPUs, whole ones. */
  readonly gpus: number;
  /** Elastic Fabric Adapters; 0 for none. */
  readonly efaInterfaces: number;
  /** Whole CPUs. */
  readonly cpus: number;
  /** Main memory in GiB, an eighth of which processes may share. */
  readonly memoryGib: number;
  /** Room on the node's disk for data, caches and checkpoints each, in GiB at most. */
  readonly scratchGib: number;
}

/** Where checkpoints and results go. */
export interface CheckpointProps {
  /** Bucket of checkpoints and results. */
  readonly bucket: string;
  /** Prefix of the job's runs without a slash at the end; a run adds its name. */
  readonly runs: string;
  /** Prefix of the results of runs, in the same way. */
  readonly finals: string;
  /** Complete checkpoints that stay. */
  readonly keep: number;
  /** Whether every node has a part of the weights themselves, as of Megatron's adapters. */
  readonly inParts: boolean;
  /** Claim of a file system that the nodes share and that mirrors `runs`. Default: checkpoints go to the bucket. */
  readonly claim?: string;
}

/** The server whose answers a job trains on. */
export interface RolloutProps {
  /** Program of the server and its arguments. */
  readonly command: readonly string[];
  /** Variables of the server. */
  readonly env: Readonly<Record<string, string>>;
  /** GPUs of its node that it uses. */
  readonly gpus: number;
  /** It is ready when `GET /health/` on the port answers. */
  readonly port: number;
  /** What the trainer's arguments have in the place of the server's host name. */
  readonly placeholder: string;
}

/** One run of a job. */
export interface TrainingRun {
  /** Name of its JobSet; unique in the namespace, and bounded (`training-run` of the name limits). */
  readonly name: string;
  /** Name by which its checkpoints and its result are found: a JobSet with the run of another one goes on from there. */
  readonly run: string;
}

export function labelsOf(job: string): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/name': 'training',
    'app.kubernetes.io/managed-by': 'ninefold',
    [jobLabel]: job,
  };
}
