export type TrainingMethod = 'pt' | 'sft' | 'dpo' | 'kto' | 'simpo' | 'orpo' | 'cpo' | 'rm' | 'ppo' | 'grpo' | 'gkd';

export type Tuner = 'full' | 'lora' | 'qlora';

export type TrainingStrategy = 'ddp' | 'zero1' | 'zero2' | 'zero3' | 'fsdp' | 'megatron';

/** How a job is spread over its GPUs; their number is the product of the degrees, `expert` divides the data ranks. */
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

/** A plan that splits nothing but the data. */
export function dataParallelPlan(
  strategy: TrainingStrategy,
  offload: ParallelPlan['offload'],
  gpus: number,
): ParallelPlan {
  return { strategy, offload, tensor: 1, pipeline: 1, context: 1, expert: 1, data: gpus };
}
