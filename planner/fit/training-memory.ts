import { bytesPerGib } from '../../schemas/size';
import { activationBytes } from './activations';
import { hostBytes } from './host-memory';
import { logitsBytes } from './logits';
import { modelStates } from './model-states';
import { countParameters } from './parameters';
import type { TrainingPlacement, TrainingWorkload } from './training-workload';

/** GiB on one GPU, the one that needs most. */
export interface TrainingMemory {
  readonly parts: MemoryParts;
  /** What PyTorch allocates at the peak of a step: the sum of the parts without the context. */
  readonly allocated: number;
  /** What it reserves of the GPU: at least what it allocates, and more where lengths vary. */
  readonly reserved: { readonly min: number; readonly max: number };
  /** GiB of one node's memory that offloading takes. */
  readonly host: number;
}

export interface MemoryParts {
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
  readonly adapters: number;
  /** Reference, reward and value models, and teachers. */
  readonly others: number;
  /** What ZeRO-3 and FSDP gather, and buffers of communication. */
  readonly buffers: number;
  /** Activations, and the larger one of logits and a recomputed layer. */
  readonly activations: number;
  /** What the rollout engine of GRPO holds beyond the activations that take its place while it sleeps. */
  readonly rollout: number;
  /** CUDA context and NCCL, which PyTorch's own figures leave out. */
  readonly context: number;
}

/** What each part is, for people. */
export const memoryPartNames: Readonly<Record<keyof MemoryParts, string>> = {
  weights: 'weights',
  gradients: 'gradients',
  optimizer: 'optimizer',
  adapters: 'adapters',
  others: 'other models',
  buffers: 'buffers',
  activations: 'activations and logits',
  rollout: 'rollout engine',
  context: 'CUDA and NCCL',
};

/** Bytes of the CUDA context with its kernels, and of NCCL's channels where several GPUs talk to each other. */
const contextBytes = { alone: 0.6 * bytesPerGib, together: 1.2 * bytesPerGib } as const;

/** Fixed lengths reserve what they allocate; varying ones leave gaps, even with expandable segments. */
const fragmentation = 1.12;

/** @param usableGib of one GPU: what a colocated rollout engine takes its share of */
export function trainingMemory(
  workload: TrainingWorkload,
  placement: TrainingPlacement,
  usableGib: number,
): TrainingMemory {
  const states = modelStates(workload, placement);
  const { kept, working } = activationBytes(workload, placement.plan);
  const activations = (kept + Math.max(working, logitsBytes(workload, placement.plan))) / bytesPerGib;
  const parts: MemoryParts = {
    weights: states.weights / bytesPerGib,
    gradients: states.gradients / bytesPerGib,
    optimizer: states.optimizer / bytesPerGib,
    adapters: states.adapters / bytesPerGib,
    others: states.others / bytesPerGib,
    buffers: bufferBytes(workload, placement) / bytesPerGib,
    activations,
    rollout: Math.max(0, rolloutShare(workload) * usableGib - activations),
    context: (placement.nodes * placement.gpusPerNode > 1 ? contextBytes.together : contextBytes.alone) / bytesPerGib,
  };
  const total = Object.values(parts).reduce((sum: number, part: number) => sum + part, 0);
  const allocated = total - parts.context;
  return {
    parts,
    allocated,
    reserved: { min: allocated, max: allocated * fragmentation },
    host: hostBytes(workload, placement) / bytesPerGib,
  };
}

/**
 * ZeRO-3 and FSDP gather the layer that is computed and the next one, in 16 bits, twice while gradients are made; ZeRO-1
 * and ZeRO-2 collect gradients in two buckets of 200 million numbers. Source: DeepSpeed, `stage3.py`, memory estimator;
 * ms-swift 4.5, `swift/config/zero2.json`.
 */
function bufferBytes({ model, tuner }: TrainingWorkload, { plan, nodes, gpusPerNode }: TrainingPlacement): number {
  const { total, largestLayer, embeddings } = countParameters(model);
  // One GPU has nothing to gather but what comes back from the host.
  if (nodes * gpusPerNode === 1 && plan.offload !== 'optimizer-and-parameters') return 0;
  switch (plan.strategy) {
    case 'zero3':
    case 'fsdp': {
      const oneEmbedding = model.tiedEmbeddings ? embeddings : embeddings / 2;
      return 4 * Math.max(largestLayer, oneEmbedding);
    }
    case 'zero1':
    case 'zero2':
      return tuner === 'full' ? 2 * 2 * Math.min(2e8, total) : 0;
    default:
      return 0;
  }
}

/**
 * Half of the GPU, which ms-swift gives vLLM when it runs on the same GPUs (`vllm_gpu_memory_utilization`). It sleeps
 * while gradients are made, so activations and the engine are never there at once.
 */
function rolloutShare({ method }: TrainingWorkload): number {
  return method === 'grpo' ? 0.5 : 0;
}
