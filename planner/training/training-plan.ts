/** A training job with every value explicit. */
export interface TrainingPlan {
  readonly name: string;
  /** Name of the model that it starts from. */
  readonly model: string;
  readonly method: TrainingMethod;
  readonly tuner: Tuner;
  readonly pool: string;
  readonly nodes: number;
  /** GPUs that it uses of each node: all of them. 0 if the pool's are unknown. */
  readonly gpusPerNode: number;
  /** Regions whose pool can run the job. */
  readonly regions: readonly string[];
  readonly parallel: ParallelPlan;
  readonly command: TrainingCommand;
  readonly checkpoints: CheckpointPlan;
  readonly run: RunPlan;
}

export type TrainingMethod = 'pt' | 'sft' | 'dpo' | 'kto' | 'simpo' | 'orpo' | 'cpo' | 'rm' | 'ppo' | 'grpo' | 'gkd';

export type Tuner = 'full' | 'lora' | 'qlora';

export type TrainingStrategy = 'ddp' | 'zero1' | 'zero2' | 'zero3' | 'fsdp' | 'megatron';

/** How a job is spread over its GPUs; their number is the product of the degrees, `expert` divides `data`. */
export interface ParallelPlan {
  readonly strategy: TrainingStrategy;
  /** What the host's memory holds instead of the GPUs'. */
  readonly offload: 'none' | 'optimizer' | 'optimizer-and-parameters';
  /** GPUs that share each layer, within a node. */
  readonly tensor: number;
  /** Stages that the layers are split into. */
  readonly pipeline: number;
  /** GPUs that share each sequence. */
  readonly context: number;
  /** GPUs that share the experts of a layer. */
  readonly expert: number;
  /** Copies that see different data. */
  readonly data: number;
}

/** What every node of the job runs, where the paths are those of {@link TrainingPaths}. */
export interface TrainingCommand {
  /** Executable and its subcommand: `['swift', 'rlhf']`, `['megatron', 'sft']`. */
  readonly program: readonly [executable: 'swift' | 'megatron', subcommand: string];
  readonly args: readonly string[];
  /** Variables that the command itself asks for; those of the launcher and the network are not among them. */
  readonly env: Readonly<Record<string, string>>;
  /** Texts of configuration files by their names in {@link TrainingPaths.config}. */
  readonly files: Readonly<Record<string, string>>;
  /** Arguments that make it go on from a checkpoint; `<<checkpoint>>` stands for its folder. */
  readonly resumeArgs: readonly string[];
}

/** Where the container finds what the command names. */
export interface TrainingPaths {
  /** Weights that the job starts from. */
  readonly model: string;
  /** Files of the datasets, as `<index>-<file name>`. */
  readonly data: string;
  /** Checkpoints and logs, shared by all nodes. */
  readonly output: string;
  readonly config: string;
}

export interface CheckpointPlan {
  readonly everySteps: number;
  readonly keep: number;
  readonly storage: 's3' | 'lustre';
}

export type RunPlan =
  | { readonly on: 'submit' }
  | { readonly on: 'deploy' }
  /** `cron` in UTC. */
  | { readonly on: 'schedule'; readonly cron: string };

/** Paths are the same for all jobs, so that a command can be read without its manifest. */
export const trainingPaths: TrainingPaths = {
  model: '/scratch/model',
  data: '/scratch/data',
  output: '/output',
  config: '/config',
};
