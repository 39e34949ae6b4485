export const trainingMethods = ['pt', 'sft', 'dpo', 'kto', 'simpo', 'orpo', 'cpo', 'rm', 'ppo', 'grpo', 'gkd'] as const;

export type TrainingMethod = (typeof trainingMethods)[number];

export const tuners = ['full', 'lora', 'qlora'] as const;

export type Tuner = (typeof tuners)[number];

export const trainingStrategies = ['ddp', 'zero1', 'zero2', 'zero3', 'fsdp', 'megatron'] as const;

export type TrainingStrategy = (typeof trainingStrategies)[number];

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

const strategyNames = {
  ddp: 'DDP',
  zero1: 'ZeRO-1',
  zero2: 'ZeRO-2',
  zero3: 'ZeRO-3',
  fsdp: 'FSDP',
  megatron: 'Megatron',
} as const satisfies Readonly<Record<TrainingStrategy, string>>;

/** `ZeRO-3 with the optimizer in host memory`, `Megatron, tensor 4, pipeline 2`. */
export function planName({ strategy, offload, tensor, pipeline, context, expert }: ParallelPlan): string {
  const degrees = Object.entries({ tensor, pipeline, context, expert }).flatMap(([name, degree]) =>
    degree > 1 ? [`${name} ${degree}`] : [],
  );
  const host = {
    none: '',
    optimizer: ' with the optimizer in host memory',
    'optimizer-and-parameters': ' with optimizer and parameters in host memory',
  }[offload];
  return [strategyNames[strategy] + host, ...degrees].join(', ');
}
