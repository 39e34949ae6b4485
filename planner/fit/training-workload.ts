import type { Architecture } from '../../catalog/models';
import type { ParallelPlan, TrainingMethod, Tuner } from './parallel-plan';
import type { WeightFormat } from './weights';

/** What is trained, whatever it runs on. */
export interface TrainingWorkload {
  readonly model: Architecture;
  readonly method: TrainingMethod;
  readonly tuner: Tuner;
  /** Tokens of the longest sequence, or of a packed one. */
  readonly sequenceLength: number;
  /** Sequences at a time on each data-parallel rank. */
  readonly batchSize: number;
  /** Micro-batches of a step if every GPU sees other data; see {@link microBatches}. */
  readonly gradientAccumulation: number;
  readonly loraRank: number;
  /** Whether the layers are computed a second time instead of kept: of all layers, or, with Megatron, of attention only. */
  readonly recompute: Recompute;
  /** Whether the loss is computed in parts that never need all logits at once (Liger, Megatron's fused cross entropy). */
  readonly fusedLoss: boolean;
  readonly attention: AttentionKernel;
  /** Whether samples are packed into sequences of the full length, pairs of preferences too. */
  readonly packed: boolean;
  /** How the weights under adapters are kept; with full training they are bf16. */
  readonly baseFormat: WeightFormat;
}

export type Recompute = 'full' | 'attention' | 'none';

/** `flash` keeps nothing that grows with the square of the sequence; `eager` keeps the scores of all heads. */
export type AttentionKernel = 'flash' | 'eager';

/** How and on what it is trained. */
export interface TrainingPlacement {
  readonly plan: ParallelPlan;
  readonly nodes: number;
  readonly gpusPerNode: number;
  /** The GPUs have no bfloat16 and compute in float16. */
  readonly float16?: boolean;
}

/**
 * Sequences that go through the model for each one of the data: pairs of preferences are two. Source: TRL documentation,
 * "DPO Trainer", "ORPO", "CPO" and "Reward Modeling": chosen and rejected answers are concatenated into one batch.
 */
export const sequencesPerSample: Readonly<Record<TrainingMethod, number>> = {
  pt: 1,
  sft: 1,
  dpo: 2,
  kto: 1,
  simpo: 2,
  orpo: 2,
  cpo: 2,
  rm: 2,
  ppo: 1,
  grpo: 1,
  gkd: 1,
};

/**
 * Micro-batches of one step. A step is `batchSize` × `gradientAccumulation` × GPUs sequences however they are split: where
 * GPUs share sequences or layers, fewer see different data, and each of those takes more micro-batches. So the choice of
 * a plan never changes what a job learns.
 */
export function microBatches(
  { gradientAccumulation }: Pick<TrainingWorkload, 'gradientAccumulation'>,
  plan: ParallelPlan,
): number {
  return gradientAccumulation * plan.tensor * plan.pipeline * plan.context;
}

/** Tokens that one GPU works on at a time: its share of a sequence, if several GPUs share it. */
export function tokensOnGpu(workload: TrainingWorkload, plan: ParallelPlan): number {
  const { method, sequenceLength, batchSize, packed } = workload;
  return ((packed ? 1 : sequencesPerSample[method]) * batchSize * sequenceLength) / plan.context;
}
