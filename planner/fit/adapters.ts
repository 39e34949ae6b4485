import type { Architecture } from '../../catalog/models';
import { keyWidth, queryWidth } from './parameters';

/**
 * Parameters of LoRA adapters on all linear layers but the output layer: rank × (in + out) for each of them. Experts have
 * adapters of their own. Source: LoRA paper, section 4.1; ms-swift, `target_modules all-linear`.
 */
export function adapterParameters(model: Architecture, rank: number): number {
  const { layers, hidden, feedForward, moe, mla } = model;
  const [query, key] = [queryWidth(model), keyWidth(model)];
  const attention = mla ? latentWidths(model) : hidden + query + 2 * (hidden + key) + (query + hidden);
  const dense = 3 * (hidden + feedForward);
  if (moe === undefined) return rank * layers * (attention + dense);
  const experts = moe.experts * 3 * (hidden + moe.expertFeedForward);
  const shared = moe.sharedFeedForward > 0 ? 3 * (hidden + moe.sharedFeedForward) : 0;
  return rank * (layers * attention + moe.denseLayers * dense + (layers - moe.denseLayers) * (experts + shared));
}

function latentWidths({ hidden, heads, mla }: Architecture): number {
  if (mla === undefined) return 0;
  const { queryRank, kvRank, ropeDim, nopeDim, valueDim } = mla;
  const queryDim = heads * (nopeDim + ropeDim);
  const query = queryRank === undefined ? hidden + queryDim : hidden + queryRank + queryRank + queryDim;
  const keyValue = hidden + kvRank + ropeDim + kvRank + heads * (nopeDim + valueDim);
  return query + keyValue + heads * valueDim + hidden;
}
