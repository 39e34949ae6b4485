import type { Architecture } from '../../catalog/models';
import type { ParallelPlan } from './parallel-plan';
import { activeFeedForward, keyWidth, queryWidth } from './parameters';
import { largestStage } from './pipeline-stages';
import { microBatches, type TrainingWorkload, tokensOnGpu } from './training-workload';

/**
 * Bytes of one layer that a token leaves behind for the backward pass, in bfloat16 with flash attention: inputs of norms
 * and projections, queries, keys and values before and after rotation, the attention's result, and four tensors of the
 * feed-forward network's width. Source: counted on the layers of Transformers' Llama and Qwen models; within a tenth of
 * the counts in the Machine Learning Engineering book, "Memory usage breakdown".
 */
function layerBytesPerToken(model: Architecture): number {
  const [query, key] = [queryWidth(model), keyWidth(model)];
  const qkNorm = model.qkNorm ? 8 * (query + key) : 0;
  return (
    16 * model.hidden + 2 * (query + 2 * key) + 2 * (query + key) + 2 * query + 8 * activeFeedForward(model) + qkNorm
  );
}

/**
 * Bytes of activations on one GPU at the peak of a step, without logits. With recomputation only the input of each layer
 * stays, and one layer at a time is there whole, with the gradients of the same size.
 *
 * Source: "Reducing Activation Recomputation in Large Transformer Models", sections 4 and 5; Megatron-LM,
 * `theoretical_memory_usage.py` (stages keep as many micro-batches as they are ahead of the last one).
 */
export function activationBytes(workload: TrainingWorkload, plan: ParallelPlan): ActivationBytes {
  const { model, recompute } = workload;
  const tokens = tokensOnGpu(workload, plan);
  const layer = tokens * layerBytesPerToken(model) + scoresBytes(workload, plan);
  // Sequence parallelism, which Megatron plans have, splits what lies between the tensor-parallel parts too.
  const split = plan.tensor;
  const layers = layersInFlight(workload, plan);
  const inputs = 2 * model.hidden * tokens * layers;
  if (recompute === 'full') return { kept: inputs / split, working: (2 * layer) / split };
  return { kept: (layer * layers) / split, working: 0 };
}

interface ActivationBytes {
  /** From the forward pass to the backward pass. */
  readonly kept: number;
  /** While one layer is computed again; not at the same time as the logits. */
  readonly working: number;
}

/** Layers whose activations are there at once: on the first stage as many micro-batches as there are stages. */
function layersInFlight(workload: TrainingWorkload, plan: ParallelPlan): number {
  const { model } = workload;
  const { pipeline } = plan;
  return largestStage(model.layers, pipeline) * Math.min(pipeline, microBatches(workload, plan));
}

/**
 * What eager attention keeps of the scores: 5 bytes for each head and pair of tokens, and twice that while a layer is
 * computed again. Source: the same paper, section 4.1.
 */
function scoresBytes(workload: TrainingWorkload, plan: ParallelPlan): number {
  const { model, attention, sequenceLength } = workload;
  if (attention === 'flash') return 0;
  return 5 * model.heads * sequenceLength * tokensOnGpu(workload, plan);
}
