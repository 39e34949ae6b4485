import type { GpuNode } from './gpu-node';
import { kvBytesPerToken } from './kv-cache';
import { countParameters } from './parameters';
import type { ServingParallel } from './serving-parallel';
import type { ServingWorkload } from './serving-workload';
import { weightBytes } from './weights';

export interface ServingSpeed {
  /** Tokens a second of one request alone, half way through its context. */
  readonly single: number;
  /** Tokens a second of all requests together, with as many as the cache holds. */
  readonly together: number;
}

/** Most sequences that run together by default: vLLM 0.27, `max_num_seqs`. */
export const runningSequences = 256;

/**
 * Share of the memory's bandwidth that decoding reaches, and seconds that a layer costs beside it: launches, the sum over
 * GPUs, and the scheduler's part. Both chosen on the 16-bit rows with a prompt of one token of Qwen's table of speeds
 * (0.5 to 72 billion parameters with vLLM 0.4.2 on one to four A100 with NVLink); see docs/inference.md for what they are
 * worth on the others.
 */
const bandwidthShare = 0.89;
const layerSeconds = 0.000_143;

/** Share of the peak that prompts and large batches reach. */
const peakShare = 0.4;

/** What the decoding of one token of each sequence is made of. */
interface Batch {
  readonly sequences: number;
  /** Tokens of each sequence in the cache. */
  readonly context: number;
}

/**
 * Seconds until each sequence of a batch has its next token. All active weights and each sequence's cache are read once.
 * The stages of a pipeline work one after the other for a token. Source: "Efficiently Scaling Transformer Inference",
 * section 2.
 */
export function decodeSeconds(
  { model, weights, cache }: ServingWorkload,
  { tensor, pipeline }: ServingParallel,
  node: GpuNode,
  { sequences, context }: Batch,
): number {
  const { total, active } = countParameters(model);
  const all = weightBytes(model, weights);
  // A batch reads every expert that some sequence needs: soon all of them.
  const weightsRead = Math.min(all, ((all * active) / total) * sequences);
  const bytes = (active === total ? all : weightsRead) + kvBytesPerToken(model, cache) * context * sequences;
  const reading = bytes / (node.memoryTBps * 1e12 * tensor * bandwidthShare);
  const computing = (2 * active * sequences) / (node.tflops * 1e12 * tensor * pipeline * peakShare);
  return Math.max(reading, computing) + model.layers * layerSeconds;
}

/** Seconds to compute a prompt: the products with the weights, and attention to all tokens before. */
export function prefillSeconds(
  { model }: ServingWorkload,
  { tensor }: ServingParallel,
  node: GpuNode,
  prompt: number,
): number {
  const { active } = countParameters(model);
  const attention = 2 * model.layers * model.heads * model.headDim * prompt ** 2;
  return (2 * active * prompt + attention) / (node.tflops * 1e12 * tensor * peakShare);
}

/** Speed with sequences that are half as long as the context on the average. */
export function servingSpeed(
  workload: ServingWorkload,
  parallel: ServingParallel,
  node: GpuNode,
  cacheTokens: number,
): ServingSpeed {
  const context = workload.contextLength / 2;
  const sequences = Math.max(1, Math.min(runningSequences, Math.floor(cacheTokens / workload.contextLength)));
  return {
    single: 1 / decodeSeconds(workload, parallel, node, { sequences: 1, context }),
    together: sequences / decodeSeconds(workload, parallel, node, { sequences, context }),
  };
}
