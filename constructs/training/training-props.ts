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
  readonly job: string;
  readonly region: string;
  /** Image of the trainer. */
  readonly image: string;
  readonly command: readonly string[];
  /** What is added to the command to go on from a checkpoint; `<<checkpoint>>` stands for its folder. */
  readonly resumeArgs: readonly string[];
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
  readonly pool: string;
  readonly tier: Tier;
  /** Queue of Kueue in the namespace that its runs wait in. */
  readonly queue: string;
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
  readonly gpus: number;
  readonly efaInterfaces: number;
  readonly cpus: number;
  readonly memoryGib: number;
  readonly scratchGib: number;
}

export interface CheckpointProps {
  readonly bucket: string;
  /** Prefixes of the job's runs and of their results without a slash at the end; a run adds its name. */
  readonly runs: string;
  readonly finals: string;
  /** Complete checkpoints that stay. */
  readonly keep: number;
  /** Whether every node has a part of the weights themselves, as of Megatron's adapters. */
  readonly inParts: boolean;
  /** Claim of a file system that the nodes share and that mirrors `runs`. Default: checkpoints go to the bucket. */
  readonly claim?: string;
}

export interface RolloutProps {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
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
