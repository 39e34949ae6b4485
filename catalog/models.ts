import type { Dated } from './table';

/** A family of base models, by its names on the hubs. */
export interface Model {
  /** `org/name` on Hugging Face. */
  readonly huggingFace: string;
  /** `org/name` on ModelScope. */
  readonly modelScope: string;
  /** Parameters in billions, all experts included. */
  readonly parametersB: number;
  /** Type of the published weights. */
  readonly dtype: 'bfloat16' | 'float16' | 'fp8';
  /** Whether Hugging Face asks for an account that has accepted the licence. */
  readonly gated?: boolean;
}

export const modelsAsOf: Dated = {
  asOf: '2026-11-24',
  source: 'Configuration files and model cards on Hugging Face and ModelScope; Hugging Face, "Gated models"',
};

export const models: readonly Model[] = [
  { huggingFace: 'Qwen/Qwen-1_8B', modelScope: 'qwen/Qwen-1_8B', parametersB: 1.8368, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen-7B', modelScope: 'qwen/Qwen-7B', parametersB: 7.7213, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen-14B', modelScope: 'qwen/Qwen-14B', parametersB: 14.1673, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen-72B', modelScope: 'qwen/Qwen-72B', parametersB: 72.2879, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen2.5-0.5B', modelScope: 'Qwen/Qwen2.5-0.5B', parametersB: 0.494, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen2.5-1.5B', modelScope: 'Qwen/Qwen2.5-1.5B', parametersB: 1.5437, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen2.5-3B', modelScope: 'Qwen/Qwen2.5-3B', parametersB: 3.0859, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen2.5-7B', modelScope: 'Qwen/Qwen2.5-7B', parametersB: 7.6156, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen2.5-14B', modelScope: 'Qwen/Qwen2.5-14B', parametersB: 14.77, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen2.5-32B', modelScope: 'Qwen/Qwen2.5-32B', parametersB: 32.7639, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen2.5-72B', modelScope: 'Qwen/Qwen2.5-72B', parametersB: 72.7062, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen2-7B', modelScope: 'qwen/Qwen2-7B-Instruct', parametersB: 7.6156, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen3-0.6B', modelScope: 'Qwen/Qwen3-0.6B', parametersB: 0.596, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen3-1.7B', modelScope: 'Qwen/Qwen3-1.7B', parametersB: 1.7206, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen3-4B', modelScope: 'Qwen/Qwen3-4B', parametersB: 4.0225, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen3-8B', modelScope: 'Qwen/Qwen3-8B', parametersB: 8.1907, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen3-14B', modelScope: 'Qwen/Qwen3-14B', parametersB: 14.7683, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen3-32B', modelScope: 'Qwen/Qwen3-32B', parametersB: 32.7621, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen3-30B-A3B', modelScope: 'Qwen/Qwen3-30B-A3B', parametersB: 30.5321, dtype: 'bfloat16' },
  { huggingFace: 'Qwen/Qwen3-235B-A22B', modelScope: 'Qwen/Qwen3-235B-A22B', parametersB: 235.094, dtype: 'bfloat16' },
  {
    huggingFace: 'meta-llama/Llama-3.1-8B',
    modelScope: 'LLM-Research/Meta-Llama-3.1-8B',
    parametersB: 8.0303,
    dtype: 'bfloat16',
    gated: true,
  },
  {
    huggingFace: 'meta-llama/Llama-3.1-70B',
    modelScope: 'LLM-Research/Meta-Llama-3.1-70B',
    parametersB: 70.5537,
    dtype: 'bfloat16',
    gated: true,
  },
  {
    huggingFace: 'meta-llama/Llama-3.1-405B',
    modelScope: 'LLM-Research/Meta-Llama-3.1-405B',
    parametersB: 405.853,
    dtype: 'bfloat16',
    gated: true,
  },
  {
    huggingFace: 'meta-llama/Llama-3.2-1B',
    modelScope: 'LLM-Research/Llama-3.2-1B',
    parametersB: 1.2358,
    dtype: 'bfloat16',
    gated: true,
  },
  {
    huggingFace: 'meta-llama/Llama-3.2-3B',
    modelScope: 'LLM-Research/Llama-3.2-3B',
    parametersB: 3.2127,
    dtype: 'bfloat16',
    gated: true,
  },
  {
    huggingFace: 'meta-llama/Llama-2-7b-hf',
    modelScope: 'modelscope/Llama-2-7b-ms',
    parametersB: 6.7384,
    dtype: 'float16',
    gated: true,
  },
  {
    huggingFace: 'meta-llama/Llama-2-13b-hf',
    modelScope: 'modelscope/Llama-2-13b-ms',
    parametersB: 13.0159,
    dtype: 'float16',
    gated: true,
  },
  {
    huggingFace: 'meta-llama/Llama-2-70b-hf',
    modelScope: 'modelscope/Llama-2-70b-ms',
    parametersB: 68.9766,
    dtype: 'float16',
    gated: true,
  },
  {
    huggingFace: 'mistralai/Mistral-7B-v0.1',
    modelScope: 'AI-ModelScope/Mistral-7B-v0.1',
    parametersB: 7.2417,
    dtype: 'bfloat16',
  },
  {
    huggingFace: 'mistralai/Mixtral-8x7B-v0.1',
    modelScope: 'AI-ModelScope/Mixtral-8x7B-v0.1',
    parametersB: 46.7028,
    dtype: 'bfloat16',
  },
  {
    huggingFace: 'deepseek-ai/DeepSeek-V2-Lite',
    modelScope: 'deepseek-ai/DeepSeek-V2-Lite',
    parametersB: 15.7065,
    dtype: 'bfloat16',
  },
  { huggingFace: 'deepseek-ai/DeepSeek-V3', modelScope: 'deepseek-ai/DeepSeek-V3', parametersB: 671.026, dtype: 'fp8' },
  {
    huggingFace: 'internlm/internlm2_5-7b',
    modelScope: 'Shanghai_AI_Laboratory/internlm2_5-7b',
    parametersB: 7.7377,
    dtype: 'bfloat16',
  },
  {
    huggingFace: 'internlm/internlm2_5-20b',
    modelScope: 'Shanghai_AI_Laboratory/internlm2_5-20b',
    parametersB: 19.8611,
    dtype: 'bfloat16',
  },
  { huggingFace: 'THUDM/glm-4-9b', modelScope: 'ZhipuAI/glm-4-9b', parametersB: 9.4, dtype: 'bfloat16' },
  { huggingFace: 'THUDM/chatglm3-6b', modelScope: 'ZhipuAI/chatglm3-6b', parametersB: 6.2436, dtype: 'float16' },
  { huggingFace: '01-ai/Yi-6B', modelScope: '01ai/Yi-6B', parametersB: 6.061, dtype: 'bfloat16' },
  { huggingFace: '01-ai/Yi-34B', modelScope: '01ai/Yi-34B', parametersB: 34.3889, dtype: 'bfloat16' },
  {
    huggingFace: 'baichuan-inc/Baichuan2-7B-Base',
    modelScope: 'baichuan-inc/Baichuan2-7B-Base',
    parametersB: 7.506,
    dtype: 'bfloat16',
  },
  {
    huggingFace: 'baichuan-inc/Baichuan2-13B-Base',
    modelScope: 'baichuan-inc/Baichuan2-13B-Base',
    parametersB: 13.8967,
    dtype: 'bfloat16',
  },
  {
    huggingFace: 'google/gemma-2-9b',
    modelScope: 'LLM-Research/gemma-2-9b',
    parametersB: 9.2417,
    dtype: 'bfloat16',
    gated: true,
  },
  {
    huggingFace: 'google/gemma-2-27b',
    modelScope: 'LLM-Research/gemma-2-27b',
    parametersB: 27.2271,
    dtype: 'bfloat16',
    gated: true,
  },
];

const bytesPerParameter: Readonly<Record<Model['dtype'], number>> = { bfloat16: 2, float16: 2, fp8: 1 };

/** What those who tune a model for conversation add to its name. The weights stay as large. */
const tuned = /-(chat|instruct|base|it)$/i;

/** The entry of a repository on a hub, or of the model that it was tuned from. */
export function findModel(repository: string): Model | undefined {
  const plain = (name: string) => name.toLowerCase().replace(tuned, '');
  return models.find(({ huggingFace, modelScope }) =>
    [huggingFace, modelScope].some((name) => plain(name) === plain(repository)),
  );
}

/** Size of the published weights in GiB. */
export function weightsGib({ parametersB, dtype }: Model): number {
  return (parametersB * 1e9 * bytesPerParameter[dtype]) / 2 ** 30;
}
