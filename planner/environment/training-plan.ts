import type { ParallelPlan, TrainingMethod, Tuner } from '../fit/parallel-plan';
import type { PlanSearch } from '../fit/search-plan';
import type { TrainingFit } from '../fit/training-fit';
import type { Recompute } from '../fit/training-workload';
import type { DatasetPlan } from './dataset-plan';
import type { FollowUps, MainCommand, RolloutCommand } from './training-command';
import type { WeightsPlan } from './weights-plan';

/** A training job with every value explicit. */
export interface TrainingPlan {
  readonly name: string;
  /** Name of the model that it starts from. */
  readonly model: string;
  readonly method: TrainingMethod;
  readonly tuner: Tuner;
  readonly pool: string;
  /** Nodes that train; a rollout server is on one more. */
  readonly nodes: number;
  /** GPUs that it uses of each node: all of them. 0 if the pool's are unknown. */
  readonly gpusPerNode: number;
  /** Name of the queue that it waits in. */
  readonly queue: string;
  /** Regions whose pool can run the job. */
  readonly regions: readonly string[];
  readonly parallel: ParallelPlan;
  readonly recompute: Recompute;
  readonly hyperparameters: Hyperparameters;
  /** What the plan needs and how fast it is; absent if the shape of the model or the pool's GPUs are unknown. */
  readonly fit?: TrainingFit;
  /** With `parallelism: auto`, the fastest plans of other kinds. */
  readonly runnersUp: readonly TrainingFit[];
  /** Image that runs its commands, without a registry of the project's own. */
  readonly image: string;
  /** Weights that have to be on the disk of every node: those it starts from first. */
  readonly weights: readonly WeightsPlan[];
  /** Data that has to be there, training data first; that on hubs is fetched by the command itself. */
  readonly datasets: readonly DatasetPlan[];
  /** Name in Secrets Manager of the token for data sets of hubs; absent if they are public. */
  readonly secret?: string;
  readonly command: MainCommand;
  /** Absent unless answers come from a server of their own. */
  readonly rollout?: RolloutCommand;
  readonly after: FollowUps;
  readonly checkpoints: CheckpointPlan;
  readonly run: RunPlan;
  /** With `parallelism: auto`, how the plan was found; absent if it is fixed or nothing is known of the job. */
  readonly search?: Pick<PlanSearch, 'tooLarge' | 'examined' | 'fitting'>;
}

/** Nodes that a run takes: those that train, and one for a server of answers. */
export function nodesOfRun({ nodes, rollout }: Pick<TrainingPlan, 'nodes' | 'rollout'>): number {
  return nodes + (rollout === undefined ? 0 : 1);
}

export interface CheckpointPlan {
  readonly everySteps: number;
  /** At least two: the last one may be in the making when a job is stopped. */
  readonly keep: number;
  readonly storage: 's3' | 'lustre';
}

export type RunPlan =
  | { readonly on: 'submit' }
  | { readonly on: 'deploy' }
  /** `cron` in UTC. */
  | { readonly on: 'schedule'; readonly cron: string };

export interface Hyperparameters {
  readonly learningRate: number;
  /** Part of the steps in which the learning rate rises. */
  readonly warmup: number;
  readonly epochs: number;
  readonly maxSteps?: number;
  readonly batchSize: number;
  readonly gradientAccumulation: number;
  readonly sequenceLength: number;
  readonly loraRank: number;
  readonly loraAlpha: number;
  /** Layers with adapters; absent for all linear ones. */
  readonly targetModules?: readonly string[];
  readonly packing: boolean;
  readonly beta?: number;
}
