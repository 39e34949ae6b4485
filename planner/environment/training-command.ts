/**
 * What a container of a job runs, where paths are those of {@link trainingPaths}. Everything in it is text: the launcher's
 * variables (ranks, addresses, GPUs of a node), the network's and secrets come from whoever builds the pod.
 */
export interface TrainingCommand {
  /** Executable and its subcommand: `['swift', 'rlhf']`, `['megatron', 'sft']`. */
  readonly program: readonly [executable: 'swift' | 'megatron' | 'evalscope', subcommand: string];
  readonly args: readonly string[];
  /** Variables that the command itself asks for. */
  readonly env: Readonly<Record<string, string>>;
  /** Texts of configuration files by their names in {@link trainingPaths.config}. */
  readonly files: Readonly<Record<string, string>>;
}

export interface MainCommand extends TrainingCommand {
  /** Arguments that make it go on from a checkpoint; `<<checkpoint>>` stands for its folder. */
  readonly resumeArgs: readonly string[];
}

/** A server whose answers a job trains on, on a node of its own; ready when `GET /health/` on `port` answers. */
export interface RolloutCommand extends TrainingCommand {
  readonly gpus: number;
  readonly port: number;
  /** Where the trainer joins to send new weights; with the port of its workers above it. */
  readonly weightsPort: number;
}

/** A step after the training; the one before it has succeeded. */
export interface FollowUpCommand extends TrainingCommand {
  /** GPUs of one node that it needs; 0 for none. */
  readonly gpus: number;
  /** Folder with what it makes. */
  readonly output: string;
}

/** In their order: weights of one piece, scores, and what is served. */
export interface FollowUps {
  /** Where they read the last checkpoint. */
  readonly checkpoint: string;
  /** Puts adapters into the weights, or Megatron's parts together; absent if the checkpoint is whole already. */
  readonly merge?: FollowUpCommand;
  readonly evaluate?: EvaluationCommand;
  /** Quantises; absent without `export`. */
  readonly export?: ExportCommand;
}

export interface ExportCommand extends FollowUpCommand {
  readonly quantization: 'gptq' | 'awq' | 'bnb' | 'fp8';
  /** Paths of the files of data that it reads. */
  readonly data: readonly string[];
}

export interface EvaluationCommand extends FollowUpCommand {
  /** Service that answers; absent if the weights are served on the GPUs of the step. */
  readonly asks?: AskedService;
  /** What a failed step is started with again, beside `args`, to keep the answers that it has. */
  readonly retryArgs: readonly string[];
  /** Lowest mean score by benchmark, from 0 to 1; one score below and the result is not promoted. */
  readonly gate: Readonly<Record<string, number>>;
  /** Report of each benchmark, as JSON with the mean score in `score`. */
  readonly reports: Readonly<Record<string, string>>;
}

/** A service of the spec that a step asks. In its arguments `$(EVAL_API_KEY)` stands for the key. */
export interface AskedService {
  readonly service: string;
  /** Whether it asks for a key. */
  readonly hasApiKey: boolean;
}

/** A service of the spec that answers. */
export interface ServiceForEvaluation {
  readonly name: string;
  readonly hasApiKey: boolean;
  /** Prompt and answer together, in tokens. */
  readonly contextLength: number;
}

/** Variable with the API key of a service that is asked. */
export const evaluationKeyVariable = 'EVAL_API_KEY';

/** Where containers find what commands name; the same for all jobs, so that a command can be read without its manifest. */
export const trainingPaths = {
  /** Folders of weights, each with the name that ms-swift knows the model by; see `weights` of a plan. */
  weights: '/scratch/weights',
  /** Files of the data sets, as `<index>-<file name>`. */
  data: '/scratch/data',
  /** What hubs' libraries keep, on the node's own disk. */
  cache: '/scratch/cache',
  /** Checkpoints and logs. */
  output: '/output',
  /** Texts of `files`. */
  config: '/config',
  /** The last checkpoint in follow-ups. */
  checkpoint: '/scratch/checkpoint',
  /** Results of follow-ups. */
  merged: '/output/merged',
  evaluation: '/output/evaluation',
  exported: '/output/exported',
} as const;

/** In arguments of a job with a rollout server: the host name of its pod. */
export const rolloutHost = '<<rollout>>';
