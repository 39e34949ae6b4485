import type { Architecture } from '../../catalog/models';
import type { TrainingPlan } from '../environment/training-plan';
import { countParameters } from '../fit/parameters';

/**
 * Bytes that a parameter takes in a checkpoint: the weights, and what the optimizer keeps of it. A copy and two moments in
 * 32 bits; plain data parallel has moments in 16 bits and no copy. Of adapters, which are small beside the weights that
 * they are trained on, a generous share.
 *
 * Source: ZeRO paper, section 3.1; Megatron-LM, "Distributed optimizer"; transformers, `Trainer._save_optimizer_and_scheduler`.
 */
const weights = 2;
const optimizer = { sharded: 12, plain: 4 } as const;
const adapters = 0.5;

/** What a checkpoint of a job takes, in bytes. */
export interface CheckpointBytes {
  /** On all nodes together, each part once. */
  readonly total: number;
  /** On the disk of a node that shares no file system: its part of the optimizer, and the weights, which each node saves. */
  readonly onNode: number;
}

export function checkpointBytes(
  { tuner, parallel, nodes }: Pick<TrainingPlan, 'tuner' | 'parallel' | 'nodes'>,
  model: Architecture,
): CheckpointBytes {
  const parameters = countParameters(model).total;
  if (tuner !== 'full') return { total: adapters * parameters, onNode: adapters * parameters };
  const isPlain = parallel.strategy === 'ddp';
  const ofOptimizer = parameters * (isPlain ? optimizer.plain : optimizer.sharded);
  const ofWeights = parameters * weights;
  return { total: ofWeights + ofOptimizer, onNode: ofWeights + (isPlain ? ofOptimizer : ofOptimizer / nodes) };
}
