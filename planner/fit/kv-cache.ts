import type { Architecture } from '../../catalog/models';

/** Bytes of one number in the cache. */
const numberBytes = { bf16: 2, fp8: 1 } as const;

export type KvFormat = keyof typeof numberBytes;

/**
 * Bytes that one token takes in the cache of keys and values, on all GPUs together where nothing is replicated: a key
 * and a value of each head and layer, or with latent attention one compressed vector for all heads. Source: vLLM
 * documentation, "KV cache"; DeepSeek-V2 paper, section 2.1.
 */
export function kvBytesPerToken({ layers, kvHeads, headDim, mla }: Architecture, format: KvFormat = 'bf16'): number {
  const numbers = mla ? mla.kvRank + mla.ropeDim : 2 * kvHeads * headDim;
  return layers * numbers * numberBytes[format];
}

/**
 * The same for one of the GPUs that share a layer. Heads are split as long as there are some: beyond, each GPU keeps a
 * copy. Latent vectors are copied to every GPU.
 */
export function kvBytesPerTokenOfGpu(
  model: Architecture,
  tensor: number,
  pipeline: number,
  format: KvFormat = 'bf16',
): number {
  const all = kvBytesPerToken(model, format) / pipeline;
  return model.mla ? all : (all * Math.max(1, model.kvHeads / tensor)) / model.kvHeads;
}
