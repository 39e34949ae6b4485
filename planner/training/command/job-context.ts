import type { Architecture } from '../../../catalog/models';
import type { TrainingJob } from '../../../schemas/project';
import type { JobDatasets } from '../../environment/dataset-plan';
import type { ServiceForEvaluation } from '../../environment/training-command';
import type { CheckpointPlan, Hyperparameters } from '../../environment/training-plan';
import { pathOf, type WeightsPlan } from '../../environment/weights-plan';
import type { GpuNode } from '../../fit/gpu-node';
import type { ParallelPlan } from '../../fit/parallel-plan';
import type { Recompute } from '../../fit/training-workload';

/** All that the commands of a job follow from. */
export interface JobContext {
  readonly job: TrainingJob;
  readonly parallel: ParallelPlan;
  readonly recompute: Recompute;
  readonly hyperparameters: Hyperparameters;
  readonly checkpoints: CheckpointPlan;
  /** GPUs of one node; 1 where they are unknown. */
  readonly gpusPerNode: number;
  /** Undefined if the pool's GPUs are unknown. */
  readonly node?: GpuNode;
  /** Undefined if the model's shape is unknown. */
  readonly model?: Architecture;
  readonly multimodal: boolean;
  readonly weights: readonly WeightsPlan[];
  readonly datasets: JobDatasets;
  /** Service that its evaluation asks; absent for none, or one that the spec does not have. */
  readonly asked?: ServiceForEvaluation;
  /** Who has made the adapters that the job goes on from. */
  readonly adaptersFrom: 'swift' | 'megatron';
}

/** Results keep the name of the model, by which ms-swift recognises its family. */
export function modelFolder({ weights }: Pick<JobContext, 'weights'>): string {
  return pathOf(weights, 'start')?.split('/').at(-1) ?? 'model';
}

export function worldSize({ job, gpusPerNode }: JobContext): number {
  return job.nodes * gpusPerNode;
}

/** Type of the weights and of the arithmetic; GPUs before Ampere have no bfloat16. */
export function precision({ node }: Pick<JobContext, 'node'>): 'bfloat16' | 'float16' {
  return node === undefined || node.bf16 ? 'bfloat16' : 'float16';
}

/** Oldest compute capability with kernels of FlashAttention 2 and of Transformer Engine: Ampere. */
const flashAttentionFrom = 8;

/** Sources: flash-attention 2.8, README; Transformer Engine documentation, "Installation". */
export function hasFlashAttention({ node }: Pick<JobContext, 'node'>): boolean {
  return node === undefined || node.computeCapability >= flashAttentionFrom;
}
