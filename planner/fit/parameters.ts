import type { Architecture } from '../../catalog/models';

/**
 * Numbers of parameters of the parts of a decoder-only transformer. Sources: configuration files of Hugging Face
 * Transformers (LlamaConfig, Qwen2Config, MixtralConfig, DeepseekV3Config); NVIDIA Megatron-LM,
 * `theoretical_memory_usage.py`, which counts the same way.
 */
interface ParameterCount {
  /** All experts included. */
  readonly total: number;
  /** What one token passes. */
  readonly active: number;
  /** Attention and norms of one layer, which no expert parallelism divides. */
  readonly attentionPerLayer: number;
  /** Feed-forward network of one layer, the average over dense and mixture layers, all experts included. */
  readonly feedForwardPerLayer: number;
  /** Experts of all layers together; 0 for a dense model. */
  readonly experts: number;
  /** Of the largest layer: what ZeRO-3 and FSDP gather at once. */
  readonly largestLayer: number;
  /** The embedding, and the output layer unless they share their weights. */
  readonly embeddings: number;
}

export function countParameters(model: Architecture): ParameterCount {
  const { layers, hidden, vocabulary, moe } = model;
  const attention = attentionParameters(model) + normParameters(model);
  const dense = gatedNetwork(hidden, model.feedForward);
  const router = moe ? hidden * moe.experts : 0;
  const shared = moe ? gatedNetwork(hidden, moe.sharedFeedForward) : 0;
  const expert = moe ? gatedNetwork(hidden, moe.expertFeedForward) : 0;
  const denseLayers = moe ? moe.denseLayers : layers;
  const mixtureLayers = layers - denseLayers;
  const experts = moe ? mixtureLayers * moe.experts * expert : 0;
  const mixture = moe ? moe.experts * expert + router + shared : 0;
  const activeMixture = moe ? moe.expertsPerToken * expert + router + shared : 0;
  const embeddings = vocabulary * hidden * (model.tiedEmbeddings ? 1 : 2);
  const around = layers * attention + denseLayers * dense + embeddings + hidden;
  return {
    total: around + mixtureLayers * mixture,
    active: around + mixtureLayers * activeMixture,
    attentionPerLayer: attention,
    feedForwardPerLayer: (denseLayers * dense + mixtureLayers * mixture) / layers,
    experts,
    largestLayer: attention + Math.max(denseLayers > 0 ? dense : 0, mixture),
    embeddings,
  };
}

/** Width of all query heads together. */
export function queryWidth({ heads, headDim }: Architecture): number {
  return heads * headDim;
}

/** Width of all key heads together, which is that of the value heads as well. */
export function keyWidth({ kvHeads, headDim }: Architecture): number {
  return kvHeads * headDim;
}

/** Width of what a token passes in the feed-forward part of a layer: of a dense layer, or of its experts. */
export function activeFeedForward({ feedForward, moe }: Architecture): number {
  return moe ? moe.expertsPerToken * moe.expertFeedForward + moe.sharedFeedForward : feedForward;
}

function attentionParameters(model: Architecture): number {
  const { hidden, heads, mla } = model;
  if (mla) {
    const { queryRank, kvRank, ropeDim, nopeDim, valueDim } = mla;
    const queryDim = heads * (nopeDim + ropeDim);
    const query = queryRank === undefined ? hidden * queryDim : hidden * queryRank + queryRank + queryRank * queryDim;
    const keyValue = hidden * (kvRank + ropeDim) + kvRank + kvRank * heads * (nopeDim + valueDim);
    return query + keyValue + heads * valueDim * hidden;
  }
  const [query, key] = [queryWidth(model), keyWidth(model)];
  const bias = model.qkvBias ? query + 2 * key : 0;
  const qkNorm = model.qkNorm ? 2 * model.headDim : 0;
  return hidden * query + 2 * hidden * key + query * hidden + bias + qkNorm;
}

function normParameters({ hidden, normsPerLayer = 2 }: Architecture): number {
  return normsPerLayer * hidden;
}

/** Two projections in, one of them for the gate, and one out. */
function gatedNetwork(hidden: number, width: number): number {
  return 3 * hidden * width;
}
