import type { ParallelPlan } from './parallel-plan';
import { type TrainingWorkload, tokensOnGpu } from './training-workload';

/**
 * Bytes for each logit: bfloat16, its float32 copy, the softmax and its gradient. A fused loss never has all of them.
 * Source: Transformers, `ForCausalLMLoss`; Liger Kernel paper, section 3.2; the constant is what fits the published
 * measurements best (docs/gpu-fit.md).
 */
const bytesPerLogit = { plain: 14, fused: 1 } as const;

/** Bytes of the logits of the tokens that one GPU works on at a time. */
export function logitsBytes(workload: TrainingWorkload, plan: ParallelPlan): number {
  const { model, fusedLoss, method } = workload;
  // A reward model has one output, and a value model too.
  if (method === 'rm') return 0;
  const each = fusedLoss ? bytesPerLogit.fused : bytesPerLogit.plain;
  return (each * tokensOnGpu(workload, plan) * model.vocabulary) / plan.tensor;
}
