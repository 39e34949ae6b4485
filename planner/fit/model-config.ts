import type { Architecture } from '../../catalog/models';
import { isMap } from '../../schemas/is-map';

/**
 * Reads the shape of a model from its `config.json`, as Hugging Face Transformers writes it for decoder-only models
 * (LlamaConfig and what is like it, Qwen2Moe, Qwen3Moe, Mixtral, DeepSeek); of a multimodal model, from its text part.
 *
 * @returns the shape, or the names of the numbers that are missing
 */
export function architectureFromConfig(
  config: unknown,
): { architecture: Architecture } | { missing: readonly string[] } {
  const root = isMap(config) ? config : {};
  const text = isMap(root['text_config']) ? root['text_config'] : root;
  const find = (...names: string[]) => names.map((name) => text[name] ?? root[name]).find(isPositive);
  const required = {
    layers: find('num_hidden_layers', 'n_layer', 'num_layers'),
    hidden: find('hidden_size', 'n_embd', 'd_model'),
    feedForward: find('intermediate_size', 'ffn_hidden_size'),
    heads: find('num_attention_heads', 'n_head'),
    vocabulary: find('vocab_size', 'padded_vocab_size'),
  };
  const missing = Object.entries(required).flatMap(([name, value]) =>
    value === undefined ? [configNames[name] ?? name] : [],
  );
  const { layers = 0, hidden = 0, feedForward = 0, heads = 0, vocabulary = 0 } = required;
  if (missing.length > 0) return { missing };
  const type = String(text['model_type'] ?? root['model_type'] ?? '');
  const moe = mixtureOf(find, layers);
  const mla = latentOf(find);
  return {
    architecture: {
      layers,
      hidden,
      // Qwen of the first generation writes the width of gate and value together.
      feedForward: type === 'qwen' ? feedForward / 2 : feedForward,
      heads,
      kvHeads: find('num_key_value_heads', 'multi_query_group_num') ?? heads,
      headDim: find('head_dim', 'kv_channels') ?? hidden / heads,
      vocabulary,
      maxPositions: find('max_position_embeddings', 'seq_length', 'model_max_length') ?? 4096,
      ...((text['tie_word_embeddings'] ?? root['tie_word_embeddings']) === true && { tiedEmbeddings: true as const }),
      ...((/^qwen(2|2_moe|2_vl|2_5_vl)?$/.test(type) || text['attention_bias'] === true) && { qkvBias: true as const }),
      ...(/^qwen3/.test(type) && { qkNorm: true as const }),
      ...(/^gemma[23]/.test(type) && { normsPerLayer: 4 }),
      ...(moe && { moe }),
      ...(mla && { mla }),
    },
  };
}

type Find = (...names: string[]) => number | undefined;

const configNames: Readonly<Record<string, string>> = {
  layers: 'num_hidden_layers',
  hidden: 'hidden_size',
  feedForward: 'intermediate_size',
  heads: 'num_attention_heads',
  vocabulary: 'vocab_size',
};

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function mixtureOf(find: Find, layers: number): Architecture['moe'] {
  const experts = find('num_experts', 'num_local_experts', 'n_routed_experts');
  const expertFeedForward =
    find('moe_intermediate_size') ?? (experts === undefined ? undefined : find('intermediate_size'));
  if (experts === undefined || expertFeedForward === undefined) return undefined;
  const shared = find('shared_expert_intermediate_size') ?? (find('n_shared_experts') ?? 0) * expertFeedForward;
  return {
    experts,
    expertsPerToken: find('num_experts_per_tok', 'moe_topk') ?? 1,
    expertFeedForward,
    sharedFeedForward: shared,
    denseLayers: Math.min(layers, find('first_k_dense_replace') ?? 0),
  };
}

function latentOf(find: Find): Architecture['mla'] {
  const kvRank = find('kv_lora_rank');
  const [ropeDim, nopeDim, valueDim] = [find('qk_rope_head_dim'), find('qk_nope_head_dim'), find('v_head_dim')];
  if (kvRank === undefined || ropeDim === undefined || nopeDim === undefined || valueDim === undefined)
    return undefined;
  const queryRank = find('q_lora_rank');
  return { kvRank, ropeDim, nopeDim, valueDim, ...(queryRank !== undefined && { queryRank }) };
}
