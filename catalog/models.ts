import type { Dated } from './table';

/** Shape of a decoder-only transformer, as far as its memory and its arithmetic depend on it. */
export interface Architecture {
  readonly layers: number;
  readonly hidden: number;
  /** Width of the feed-forward network, with its gate (SwiGLU or GeGLU); of one dense layer. */
  readonly feedForward: number;
  readonly heads: number;
  /** Heads of keys and values: fewer than `heads` under grouped-query attention. */
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocabulary: number;
  /** Longest sequence that the model was made for, in tokens. */
  readonly maxPositions: number;
  /** Whether the output layer shares the weights of the embedding. */
  readonly tiedEmbeddings?: true;
  readonly qkvBias?: true;
  readonly qkNorm?: true;
  /** Norms of each layer. @default 2 */
  readonly normsPerLayer?: number;
  /** Absent for a dense model. */
  readonly moe?: MixtureOfExperts;
  /** Multi-head latent attention; absent for a model that caches keys and values themselves. */
  readonly mla?: LatentAttention;
}

export interface MixtureOfExperts {
  readonly experts: number;
  readonly expertsPerToken: number;
  /** Width of one expert. */
  readonly expertFeedForward: number;
  /** Width of what every token passes beside its experts; 0 for none. */
  readonly sharedFeedForward: number;
  /** Layers at the start that have no experts. */
  readonly denseLayers: number;
}

export interface LatentAttention {
  /** Rank of the compressed query; absent where it is not compressed. */
  readonly queryRank?: number;
  readonly kvRank: number;
  readonly ropeDim: number;
  readonly nopeDim: number;
  readonly valueDim: number;
}

/** A family of base models, by its names on the hubs. */
export interface Model {
  /** `org/name` on Hugging Face. */
  readonly huggingFace: string;
  /** `org/name` on ModelScope. */
  readonly modelScope: string;
  /** Parameters in billions, all experts included. */
  readonly parametersB: number;
  /** Parameters that one token passes, in billions; absent for a dense model. */
  readonly activeParametersB?: number;
  /** Type of the published weights. */
  readonly dtype: 'bfloat16' | 'float16' | 'fp8';
  /** Whether Hugging Face asks for an account that has accepted the licence. */
  readonly gated?: boolean;
  readonly architecture: Architecture;
  /** Positions that the configuration of the model tuned for conversation names, where they are fewer. */
  readonly tunedPositions?: number;
  /** Where the configuration was read. */
  readonly source: string;
}

export const modelsAsOf: Dated = {
  asOf: '2026-11-24',
  source:
    'Configuration files and model cards on Hugging Face and ModelScope, read from the public copies that each row names; Hugging Face, "Gated models"; Qwen2.5-Instruct and Qwen2-Instruct model cards, "Processing Long Texts" (32,768 positions)',
};

export const models: readonly Model[] = [
  {
    huggingFace: 'Qwen/Qwen-1_8B',
    modelScope: 'qwen/Qwen-1_8B',
    parametersB: 1.8368,
    dtype: 'bfloat16',
    architecture: {
      layers: 24,
      hidden: 2048,
      feedForward: 5504,
      heads: 16,
      kvHeads: 16,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 8192,
      qkvBias: true,
    },
    source:
      'mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py "qwen" (HF intermediate_size 11008 -> FFN width 5504)',
  },
  {
    huggingFace: 'Qwen/Qwen-7B',
    modelScope: 'qwen/Qwen-7B',
    parametersB: 7.7213,
    dtype: 'bfloat16',
    architecture: {
      layers: 32,
      hidden: 4096,
      feedForward: 11008,
      heads: 32,
      kvHeads: 32,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 32768,
      qkvBias: true,
    },
    source:
      'sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen_7b.json; Qwen1 c_attn/w1/w2/c_proj; HF intermediate_size field is 2x the real FFN width (22016/2=11008)',
  },
  {
    huggingFace: 'Qwen/Qwen-14B',
    modelScope: 'qwen/Qwen-14B',
    parametersB: 14.1673,
    dtype: 'bfloat16',
    architecture: {
      layers: 40,
      hidden: 5120,
      feedForward: 13696,
      heads: 40,
      kvHeads: 40,
      headDim: 128,
      vocabulary: 152_064,
      maxPositions: 8192,
      qkvBias: true,
    },
    source:
      'abhibambhaniya/GenZ-LLM-Analyzer GenZ/Models/Model_sets/alibaba.py (HF intermediate_size 27392 -> FFN width 13696); max_pos from Qwen README table (8K)',
  },
  {
    huggingFace: 'Qwen/Qwen-72B',
    modelScope: 'qwen/Qwen-72B',
    parametersB: 72.2879,
    dtype: 'bfloat16',
    architecture: {
      layers: 80,
      hidden: 8192,
      feedForward: 24576,
      heads: 64,
      kvHeads: 64,
      headDim: 128,
      vocabulary: 152_064,
      maxPositions: 32768,
      qkvBias: true,
    },
    source: 'AlibabaPAI/FlashModels hf_models/config/Qwen-72B + GenZ alibaba.py (HF intermediate_size 49152 -> 24576)',
  },
  {
    huggingFace: 'Qwen/Qwen2.5-0.5B',
    modelScope: 'Qwen/Qwen2.5-0.5B',
    parametersB: 0.494,
    dtype: 'bfloat16',
    architecture: {
      layers: 24,
      hidden: 896,
      feedForward: 4864,
      heads: 14,
      kvHeads: 2,
      headDim: 64,
      vocabulary: 151_936,
      maxPositions: 32768,
      tiedEmbeddings: true,
      qkvBias: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen2.5_0.5b.json (Instruct max_pos is 32768)',
  },
  {
    huggingFace: 'Qwen/Qwen2.5-1.5B',
    modelScope: 'Qwen/Qwen2.5-1.5B',
    parametersB: 1.5437,
    dtype: 'bfloat16',
    tunedPositions: 32_768,
    architecture: {
      layers: 28,
      hidden: 1536,
      feedForward: 8960,
      heads: 12,
      kvHeads: 2,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 131_072,
      tiedEmbeddings: true,
      qkvBias: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen2.5_1.5b.json (Instruct max_pos is 32768)',
  },
  {
    huggingFace: 'Qwen/Qwen2.5-3B',
    modelScope: 'Qwen/Qwen2.5-3B',
    parametersB: 3.0859,
    dtype: 'bfloat16',
    architecture: {
      layers: 36,
      hidden: 2048,
      feedForward: 11008,
      heads: 16,
      kvHeads: 2,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 32768,
      tiedEmbeddings: true,
      qkvBias: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen2.5_3b.json (Instruct max_pos is 32768)',
  },
  {
    huggingFace: 'Qwen/Qwen2.5-7B',
    modelScope: 'Qwen/Qwen2.5-7B',
    parametersB: 7.6156,
    dtype: 'bfloat16',
    tunedPositions: 32_768,
    architecture: {
      layers: 28,
      hidden: 3584,
      feedForward: 18944,
      heads: 28,
      kvHeads: 4,
      headDim: 128,
      vocabulary: 152_064,
      maxPositions: 131_072,
      qkvBias: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen2.5_7b.json (Instruct max_pos is 32768)',
  },
  {
    huggingFace: 'Qwen/Qwen2.5-14B',
    modelScope: 'Qwen/Qwen2.5-14B',
    parametersB: 14.77,
    dtype: 'bfloat16',
    tunedPositions: 32_768,
    architecture: {
      layers: 48,
      hidden: 5120,
      feedForward: 13824,
      heads: 40,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 152_064,
      maxPositions: 131_072,
      qkvBias: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen2.5_14b.json (Instruct max_pos is 32768)',
  },
  {
    huggingFace: 'Qwen/Qwen2.5-32B',
    modelScope: 'Qwen/Qwen2.5-32B',
    parametersB: 32.7639,
    dtype: 'bfloat16',
    tunedPositions: 32_768,
    architecture: {
      layers: 64,
      hidden: 5120,
      feedForward: 27648,
      heads: 40,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 152_064,
      maxPositions: 131_072,
      qkvBias: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen2.5_32b.json (Instruct max_pos is 32768)',
  },
  {
    huggingFace: 'Qwen/Qwen2.5-72B',
    modelScope: 'Qwen/Qwen2.5-72B',
    parametersB: 72.7062,
    dtype: 'bfloat16',
    tunedPositions: 32_768,
    architecture: {
      layers: 80,
      hidden: 8192,
      feedForward: 29568,
      heads: 64,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 152_064,
      maxPositions: 131_072,
      qkvBias: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen2.5_72b.json (Instruct max_pos is 32768)',
  },
  {
    huggingFace: 'Qwen/Qwen2-7B',
    modelScope: 'qwen/Qwen2-7B-Instruct',
    parametersB: 7.6156,
    dtype: 'bfloat16',
    tunedPositions: 32_768,
    architecture: {
      layers: 28,
      hidden: 3584,
      feedForward: 18944,
      heads: 28,
      kvHeads: 4,
      headDim: 128,
      vocabulary: 152_064,
      maxPositions: 131_072,
      qkvBias: true,
    },
    source: 'sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen2_7b.json',
  },
  {
    huggingFace: 'Qwen/Qwen3-0.6B',
    modelScope: 'Qwen/Qwen3-0.6B',
    parametersB: 0.596,
    dtype: 'bfloat16',
    architecture: {
      layers: 28,
      hidden: 1024,
      feedForward: 3072,
      heads: 16,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 40960,
      tiedEmbeddings: true,
      qkNorm: true,
    },
    source: 'Lightning-AI/litgpt@2685705 litgpt/config.py',
  },
  {
    huggingFace: 'Qwen/Qwen3-1.7B',
    modelScope: 'Qwen/Qwen3-1.7B',
    parametersB: 1.7206,
    dtype: 'bfloat16',
    architecture: {
      layers: 28,
      hidden: 2048,
      feedForward: 6144,
      heads: 16,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 40960,
      tiedEmbeddings: true,
      qkNorm: true,
    },
    source: 'Lightning-AI/litgpt@2685705 litgpt/config.py',
  },
  {
    huggingFace: 'Qwen/Qwen3-4B',
    modelScope: 'Qwen/Qwen3-4B',
    parametersB: 4.0225,
    dtype: 'bfloat16',
    architecture: {
      layers: 36,
      hidden: 2560,
      feedForward: 9728,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 40960,
      tiedEmbeddings: true,
      qkNorm: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen3_4b*.json',
  },
  {
    huggingFace: 'Qwen/Qwen3-8B',
    modelScope: 'Qwen/Qwen3-8B',
    parametersB: 8.1907,
    dtype: 'bfloat16',
    architecture: {
      layers: 36,
      hidden: 4096,
      feedForward: 12288,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 40960,
      qkNorm: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen3_8b*.json',
  },
  {
    huggingFace: 'Qwen/Qwen3-14B',
    modelScope: 'Qwen/Qwen3-14B',
    parametersB: 14.7683,
    dtype: 'bfloat16',
    architecture: {
      layers: 40,
      hidden: 5120,
      feedForward: 17408,
      heads: 40,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 40960,
      qkNorm: true,
    },
    source: 'Lightning-AI/litgpt@2685705 litgpt/config.py',
  },
  {
    huggingFace: 'Qwen/Qwen3-32B',
    modelScope: 'Qwen/Qwen3-32B',
    parametersB: 32.7621,
    dtype: 'bfloat16',
    architecture: {
      layers: 64,
      hidden: 5120,
      feedForward: 25600,
      heads: 64,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 40960,
      qkNorm: true,
    },
    source: 'Lightning-AI/litgpt@2685705 litgpt/config.py',
  },
  {
    huggingFace: 'Qwen/Qwen3-30B-A3B',
    modelScope: 'Qwen/Qwen3-30B-A3B',
    parametersB: 30.5321,
    activeParametersB: 3.353,
    dtype: 'bfloat16',
    architecture: {
      layers: 48,
      hidden: 2048,
      feedForward: 6144,
      heads: 32,
      kvHeads: 4,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 40960,
      qkNorm: true,
      moe: { experts: 128, expertsPerToken: 8, expertFeedForward: 768, sharedFeedForward: 0, denseLayers: 0 },
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen3_30b.json',
  },
  {
    huggingFace: 'Qwen/Qwen3-235B-A22B',
    modelScope: 'Qwen/Qwen3-235B-A22B',
    parametersB: 235.094,
    activeParametersB: 22.1908,
    dtype: 'bfloat16',
    architecture: {
      layers: 94,
      hidden: 4096,
      feedForward: 12288,
      heads: 64,
      kvHeads: 4,
      headDim: 128,
      vocabulary: 151_936,
      maxPositions: 40960,
      qkNorm: true,
      moe: { experts: 128, expertsPerToken: 8, expertFeedForward: 1536, sharedFeedForward: 0, denseLayers: 0 },
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/qwen3_vl_235b.json text_config',
  },
  {
    huggingFace: 'meta-llama/Llama-3.1-8B',
    modelScope: 'LLM-Research/Meta-Llama-3.1-8B',
    parametersB: 8.0303,
    dtype: 'bfloat16',
    gated: true,
    architecture: {
      layers: 32,
      hidden: 4096,
      feedForward: 14336,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 128_256,
      maxPositions: 131_072,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/llama3_1.json',
  },
  {
    huggingFace: 'meta-llama/Llama-3.1-70B',
    modelScope: 'LLM-Research/Meta-Llama-3.1-70B',
    parametersB: 70.5537,
    dtype: 'bfloat16',
    gated: true,
    architecture: {
      layers: 80,
      hidden: 8192,
      feedForward: 28672,
      heads: 64,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 128_256,
      maxPositions: 131_072,
    },
    source: 'Lightning-AI/litgpt@2685705 litgpt/config.py',
  },
  {
    huggingFace: 'meta-llama/Llama-3.1-405B',
    modelScope: 'LLM-Research/Meta-Llama-3.1-405B',
    parametersB: 405.853,
    dtype: 'bfloat16',
    gated: true,
    architecture: {
      layers: 126,
      hidden: 16384,
      feedForward: 53248,
      heads: 128,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 128_256,
      maxPositions: 131_072,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/llama3_1_405b.json',
  },
  {
    huggingFace: 'meta-llama/Llama-3.2-1B',
    modelScope: 'LLM-Research/Llama-3.2-1B',
    parametersB: 1.2358,
    dtype: 'bfloat16',
    gated: true,
    architecture: {
      layers: 16,
      hidden: 2048,
      feedForward: 8192,
      heads: 32,
      kvHeads: 8,
      headDim: 64,
      vocabulary: 128_256,
      maxPositions: 131_072,
      tiedEmbeddings: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/llama3_2_1b.json',
  },
  {
    huggingFace: 'meta-llama/Llama-3.2-3B',
    modelScope: 'LLM-Research/Llama-3.2-3B',
    parametersB: 3.2127,
    dtype: 'bfloat16',
    gated: true,
    architecture: {
      layers: 28,
      hidden: 3072,
      feedForward: 8192,
      heads: 24,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 128_256,
      maxPositions: 131_072,
      tiedEmbeddings: true,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/llama3_2_3b.json',
  },
  {
    huggingFace: 'meta-llama/Llama-2-7b-hf',
    modelScope: 'modelscope/Llama-2-7b-ms',
    parametersB: 6.7384,
    dtype: 'float16',
    gated: true,
    architecture: {
      layers: 32,
      hidden: 4096,
      feedForward: 11008,
      heads: 32,
      kvHeads: 32,
      headDim: 128,
      vocabulary: 32000,
      maxPositions: 4096,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py llama2_7b',
  },
  {
    huggingFace: 'meta-llama/Llama-2-13b-hf',
    modelScope: 'modelscope/Llama-2-13b-ms',
    parametersB: 13.0159,
    dtype: 'float16',
    gated: true,
    architecture: {
      layers: 40,
      hidden: 5120,
      feedForward: 13824,
      heads: 40,
      kvHeads: 40,
      headDim: 128,
      vocabulary: 32000,
      maxPositions: 4096,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py llama2_13b',
  },
  {
    huggingFace: 'meta-llama/Llama-2-70b-hf',
    modelScope: 'modelscope/Llama-2-70b-ms',
    parametersB: 68.9766,
    dtype: 'float16',
    gated: true,
    architecture: {
      layers: 80,
      hidden: 8192,
      feedForward: 28672,
      heads: 64,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 32000,
      maxPositions: 4096,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py llama2_70b',
  },
  {
    huggingFace: 'mistralai/Mistral-7B-v0.1',
    modelScope: 'AI-ModelScope/Mistral-7B-v0.1',
    parametersB: 7.2417,
    dtype: 'bfloat16',
    architecture: {
      layers: 32,
      hidden: 4096,
      feedForward: 14336,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 32000,
      maxPositions: 32768,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/mistral.json (sliding_window 4096 in v0.1)',
  },
  {
    huggingFace: 'mistralai/Mixtral-8x7B-v0.1',
    modelScope: 'AI-ModelScope/Mixtral-8x7B-v0.1',
    parametersB: 46.7028,
    activeParametersB: 12.8799,
    dtype: 'bfloat16',
    architecture: {
      layers: 32,
      hidden: 4096,
      feedForward: 14336,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 32000,
      maxPositions: 32768,
      moe: { experts: 8, expertsPerToken: 2, expertFeedForward: 14336, sharedFeedForward: 0, denseLayers: 0 },
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/mixtral.json',
  },
  {
    huggingFace: 'deepseek-ai/DeepSeek-V2-Lite',
    modelScope: 'deepseek-ai/DeepSeek-V2-Lite',
    parametersB: 15.7065,
    activeParametersB: 2.6612,
    dtype: 'bfloat16',
    architecture: {
      layers: 27,
      hidden: 2048,
      feedForward: 10944,
      heads: 16,
      kvHeads: 16,
      headDim: 192,
      vocabulary: 102_400,
      maxPositions: 163_840,
      moe: { experts: 64, expertsPerToken: 6, expertFeedForward: 1408, sharedFeedForward: 2816, denseLayers: 1 },
      mla: { kvRank: 512, ropeDim: 64, nopeDim: 128, valueDim: 128 },
    },
    source:
      'mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py deepseek_v2_lite; MLA: KV cached = layers*(kv_lora_rank+rope)',
  },
  {
    huggingFace: 'deepseek-ai/DeepSeek-V3',
    modelScope: 'deepseek-ai/DeepSeek-V3',
    parametersB: 671.026,
    activeParametersB: 37.5523,
    dtype: 'fp8',
    architecture: {
      layers: 61,
      hidden: 7168,
      feedForward: 18432,
      heads: 128,
      kvHeads: 128,
      headDim: 192,
      vocabulary: 129_280,
      maxPositions: 163_840,
      moe: { experts: 256, expertsPerToken: 8, expertFeedForward: 2048, sharedFeedForward: 2048, denseLayers: 3 },
      mla: { queryRank: 1536, kvRank: 512, ropeDim: 64, nopeDim: 128, valueDim: 128 },
    },
    source:
      'deepseek-ai/DeepSeek-V3 inference/configs/config_671B.json; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/deepseek_v3.json (excludes 14B MTP); README 671B/37B',
  },
  {
    huggingFace: 'internlm/internlm2_5-7b',
    modelScope: 'Shanghai_AI_Laboratory/internlm2_5-7b',
    parametersB: 7.7377,
    dtype: 'bfloat16',
    architecture: {
      layers: 32,
      hidden: 4096,
      feedForward: 14336,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 92544,
      maxPositions: 32768,
    },
    source:
      'mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py internlm2_5_7b; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/internlm2_7b.json',
  },
  {
    huggingFace: 'internlm/internlm2_5-20b',
    modelScope: 'Shanghai_AI_Laboratory/internlm2_5-20b',
    parametersB: 19.8611,
    dtype: 'bfloat16',
    architecture: {
      layers: 48,
      hidden: 6144,
      feedForward: 16384,
      heads: 48,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 92544,
      maxPositions: 32768,
    },
    source:
      'hidden 6144 / 48 layers from sgl-project/ome internlm.go; intermediate 16384 and 48/8 heads unconfirmed (InternLM2 family vocab 92544)',
  },
  {
    huggingFace: 'THUDM/glm-4-9b',
    modelScope: 'ZhipuAI/glm-4-9b',
    parametersB: 9.4,
    dtype: 'bfloat16',
    architecture: {
      layers: 40,
      hidden: 4096,
      feedForward: 13696,
      heads: 32,
      kvHeads: 2,
      headDim: 128,
      vocabulary: 151_552,
      maxPositions: 8192,
      qkvBias: true,
    },
    source: 'sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/glm4_9b.json (glm-4-9b-chat is 131072 ctx)',
  },
  {
    huggingFace: 'THUDM/chatglm3-6b',
    modelScope: 'ZhipuAI/chatglm3-6b',
    parametersB: 6.2436,
    dtype: 'float16',
    architecture: {
      layers: 28,
      hidden: 4096,
      feedForward: 13696,
      heads: 32,
      kvHeads: 2,
      headDim: 128,
      vocabulary: 65024,
      maxPositions: 8192,
      qkvBias: true,
    },
    source: 'mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py chatglm',
  },
  {
    huggingFace: '01-ai/Yi-6B',
    modelScope: '01ai/Yi-6B',
    parametersB: 6.061,
    dtype: 'bfloat16',
    architecture: {
      layers: 32,
      hidden: 4096,
      feedForward: 11008,
      heads: 32,
      kvHeads: 4,
      headDim: 128,
      vocabulary: 64000,
      maxPositions: 4096,
    },
    source: 'InternLM/InternEvo-HFModels huggingface_model/yi/yi_6B/configuration_yi.py',
  },
  {
    huggingFace: '01-ai/Yi-34B',
    modelScope: '01ai/Yi-34B',
    parametersB: 34.3889,
    dtype: 'bfloat16',
    architecture: {
      layers: 60,
      hidden: 7168,
      feedForward: 20480,
      heads: 56,
      kvHeads: 8,
      headDim: 128,
      vocabulary: 64000,
      maxPositions: 4096,
    },
    source:
      'apxml.com/models/yi-34b; emergentmind.com/topics/yi-model-series (third-party pages of the Yi report, arXiv 2403.04652)',
  },
  {
    huggingFace: 'baichuan-inc/Baichuan2-7B-Base',
    modelScope: 'baichuan-inc/Baichuan2-7B-Base',
    parametersB: 7.506,
    dtype: 'bfloat16',
    architecture: {
      layers: 32,
      hidden: 4096,
      feedForward: 11008,
      heads: 32,
      kvHeads: 32,
      headDim: 128,
      vocabulary: 125_696,
      maxPositions: 4096,
    },
    source: 'mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py baichuan',
  },
  {
    huggingFace: 'baichuan-inc/Baichuan2-13B-Base',
    modelScope: 'baichuan-inc/Baichuan2-13B-Base',
    parametersB: 13.8967,
    dtype: 'bfloat16',
    architecture: {
      layers: 40,
      hidden: 5120,
      feedForward: 13696,
      heads: 40,
      kvHeads: 40,
      headDim: 128,
      vocabulary: 125_696,
      maxPositions: 4096,
    },
    source:
      'inclusionAI/Ling mindie_config/.../baichuan/v2_13b/config_baichuan.py (ALiBi: no flash-attn in the original code)',
  },
  {
    huggingFace: 'google/gemma-2-9b',
    modelScope: 'LLM-Research/gemma-2-9b',
    parametersB: 9.2417,
    dtype: 'bfloat16',
    gated: true,
    architecture: {
      layers: 42,
      hidden: 3584,
      feedForward: 14336,
      heads: 16,
      kvHeads: 8,
      headDim: 256,
      vocabulary: 256_000,
      maxPositions: 8192,
      tiedEmbeddings: true,
      normsPerLayer: 4,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py Gemma-2-9b; sgl-project/ome@17b77ed pkg/hfutil/modelconfig/testdata/gemma_2_9b.json; half the layers use 4096 sliding window',
  },
  {
    huggingFace: 'google/gemma-2-27b',
    modelScope: 'LLM-Research/gemma-2-27b',
    parametersB: 27.2271,
    dtype: 'bfloat16',
    gated: true,
    architecture: {
      layers: 46,
      hidden: 4608,
      feedForward: 36864,
      heads: 32,
      kvHeads: 16,
      headDim: 128,
      vocabulary: 256_000,
      maxPositions: 8192,
      tiedEmbeddings: true,
      normsPerLayer: 4,
    },
    source:
      'Lightning-AI/litgpt@2685705 litgpt/config.py Gemma-2-27b; mlc-ai/mlc-llm@79d603f python/mlc_llm/model/model_preset.py gemma2_27b',
  },
];

const bytesPerParameter: Readonly<Record<Model['dtype'], number>> = { bfloat16: 2, float16: 2, fp8: 1 };

/** What those who tune a model for conversation add to its name. The weights stay as large. */
const tuned = /-(chat|instruct|base|it)$/i;

/** What those who quantise a model add to its name. */
const quantised = /-(awq|gptq(-int[48])?|int[48]|fp8|bnb-4bit)$/i;

/** The entry of a repository on a hub, or of the model that it was tuned from. */
export function findModel(repository: string): Model | undefined {
  const whole = (name: string) => name.toLowerCase().replace(quantised, '');
  const plain = (name: string) => whole(name).replace(tuned, '');
  const found = models.find(({ huggingFace, modelScope }) =>
    [huggingFace, modelScope].some((name) => plain(name) === plain(repository)),
  );
  const isTuned = found && ![found.huggingFace, found.modelScope].some((name) => whole(name) === whole(repository));
  if (!isTuned || found.tunedPositions === undefined) return found;
  return { ...found, architecture: { ...found.architecture, maxPositions: found.tunedPositions } };
}

/** Size of the published weights in GiB. */
export function weightsGib({ parametersB, dtype }: Model): number {
  return (parametersB * 1e9 * bytesPerParameter[dtype]) / 2 ** 30;
}
