import type { TrainingFit } from '../fit/training-fit';
import type { Recompute } from '../fit/training-workload';
import type { ParallelPlan, TrainingMethod, Tuner } from './parallel-plan';

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
  readonly recompute: Recompute;
  readonly hyperparameters: Hyperparameters;
  /** What the plan needs and how fast it is; absent if the shape of the model or the pool's GPUs are unknown. */
  readonly fit?: TrainingFit;
  /** With `parallelism: auto`, the fastest plans of other kinds. */
  readonly runnersUp: readonly TrainingFit[];
}

export interface Hyperparameters {
  readonly learningRate: number;
  readonly epochs: number;
  readonly maxSteps?: number;
  readonly batchSize: number;
  readonly gradientAccumulation: number;
  readonly sequenceLength: number;
  readonly loraRank: number;
  readonly packing: boolean;
}
