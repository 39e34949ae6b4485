import type { EvaluationFit } from '../fit/evaluation-fit';
import type { ServedModel } from './inference-plan';
import type { EvaluationCommand } from './training-command';
import type { RunPlan } from './training-plan';

/** Benchmarks of a service or of a model, with every value explicit. */
export interface EvaluationPlan {
  readonly name: string;
  /** Image that runs its command. */
  readonly image: string;
  readonly command: EvaluationCommand;
  /** The weights that it serves itself; absent if it asks a service. */
  readonly serves?: EvaluatedWeights;
  /** Regions that have its service or its pool, in the order of the spec. */
  readonly regions: readonly string[];
  /** Those of them whose clusters start it by themselves. */
  readonly startsIn: readonly string[];
  readonly run: RunPlan;
}

/** A model that vLLM serves on GPUs of one node as long as it is evaluated. */
export interface EvaluatedWeights {
  readonly model: ServedModel;
  /** Folder of the weights in the pod. */
  readonly path: string;
  readonly pool: string;
  /** Name of the queue that it waits in. */
  readonly queue: string;
  /** All GPUs of a node; 0 if the pool's are unknown. */
  readonly gpusPerNode: number;
  /** Absent if the shape of the model or the pool's GPUs are unknown. */
  readonly fit?: EvaluationFit;
}
