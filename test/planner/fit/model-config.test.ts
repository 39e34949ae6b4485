import { findModel } from '../../../catalog/models';
import { architectureFromConfig } from '../../../planner/fit/model-config';

/** As on Hugging Face, shortened to what the shape depends on. */
const qwen3Mixture = {
  model_type: 'qwen3_moe',
  hidden_size: 2048,
  intermediate_size: 6144,
  num_hidden_layers: 48,
  num_attention_heads: 32,
  num_key_value_heads: 4,
  head_dim: 128,
  vocab_size: 151936,
  max_position_embeddings: 40960,
  num_experts: 128,
  num_experts_per_tok: 8,
  moe_intermediate_size: 768,
  tie_word_embeddings: false,
};

describe('a config.json', () => {
  it('tells the shape of a mixture of experts', () => {
    const expected = findModel('Qwen/Qwen3-30B-A3B')?.architecture;
    expect(architectureFromConfig(qwen3Mixture)).toEqual({ architecture: expected });
  });

  it('tells the shape of the text part of a multimodal model', () => {
    const config = {
      model_type: 'llava',
      text_config: { ...qwen3Mixture, model_type: 'llama', num_experts: undefined },
    };
    expect(architectureFromConfig(config)).toMatchObject({ architecture: { layers: 48, hidden: 2048 } });
  });

  it('of the first Qwen has twice the real width', () => {
    const config = { ...qwen3Mixture, model_type: 'qwen', num_experts: undefined, intermediate_size: 22016 };
    expect(architectureFromConfig(config)).toMatchObject({ architecture: { feedForward: 11008 } });
  });

  it('without the numbers is said to lack them', () => {
    expect(architectureFromConfig({ hidden_size: 1, vocab_size: 2 })).toEqual({
      missing: ['num_hidden_layers', 'intermediate_size', 'num_attention_heads'],
    });
    expect(architectureFromConfig(null)).toMatchObject({ missing: expect.arrayContaining(['hidden_size']) });
  });
});
