import type { Arch } from './instance-types';
import type { Dated } from './table';

/** What an inference engine can do, at the version that Ninefold runs. */
interface EngineFacts {
  readonly version: string;
  /** Image for NVIDIA GPUs, by its tag. */
  readonly image: string;
  /** CPU architectures that it is published for. */
  readonly architectures: readonly Arch[];
  /** AMD GPUs that its image for ROCm runs on, as their names begin; absent without one. No type of EC2 has any of them. */
  readonly rocmGpus?: readonly string[];
  /** Port that it listens on by default: its API, its health and its metrics. */
  readonly port: number;
  readonly healthPath: string;
  /** Argument for each quantisation of the weights; empty where the engine finds it in the checkpoint. */
  readonly quantizations: Readonly<Partial<Record<Quantization, EngineQuantization>>>;
  /** Whether degrees of tensor parallelism are powers of two only. */
  readonly tensorIsPowerOfTwo: boolean;
  /** Whether layers can be split into stages. */
  readonly hasPipeline: boolean;
  /** Argument that caches keys and values in 8 bits. */
  readonly fp8Cache: readonly string[];
  /** Argument that shares the cache of equal beginnings; empty where it is on by default. */
  readonly prefixCaching: readonly string[];
  /** Share of the GPU's memory that weights, cache and activations get together. */
  readonly memoryUtilization: number;
  /** Tokens of prompts that are computed at a time, by default. */
  readonly batchedTokens: number;
}

interface EngineQuantization {
  readonly args: readonly string[];
  /** Oldest compute capability of the GPU. */
  readonly capability: number;
  /** Newest one, where kernels for later GPUs are missing. */
  readonly newest?: number;
  /** Whether the engine quantises 16-bit weights itself while it loads them. */
  readonly online: boolean;
}

export type Quantization = 'awq' | 'gptq' | 'fp8' | 'bnb';

export const enginesAsOf: Dated = {
  asOf: '2026-11-28',
  source:
    'vLLM 0.27 documentation: serve, quantization, Kubernetes, metrics design; SGLang 0.5.21 documentation: server arguments, ' +
    'quantization, production metrics, install; LMDeploy 0.16 source: cli/serve.py, cli/utils.py, metrics/loggers.py, supported models; ' +
    'AMD GPUs: vllm-project/vllm docs/getting_started/installation/gpu.rocm.inc.md@379a848, SGLang documentation "AMD GPUs" (MI300X and MI350 images), ' +
    'LMDeploy .github/workflows/docker.yml (CUDA and Ascend only); ' +
    'CPU architectures: vLLM docker/Dockerfile v0.27.1, sgl-project/sglang PR 11268, InternLM/lmdeploy issue 4146 (no arm64)',
};

export const engines = {
  vllm: {
    version: '0.27.1',
    image: 'vllm/vllm-openai:v0.27.1',
    architectures: ['x86_64', 'arm64'],
    rocmGpus: ['MI200', 'MI210', 'MI250', 'MI300', 'MI325', 'MI350', 'MI355', 'Radeon RX 7900', 'Radeon RX 9'],
    port: 8000,
    healthPath: '/health',
    quantizations: {
      awq: { args: [], capability: 7.5, online: false },
      gptq: { args: [], capability: 7, online: false },
      fp8: { args: ['--quantization', 'fp8'], capability: 8.9, online: true },
      bnb: { args: ['--quantization', 'bitsandbytes'], capability: 7, online: true },
    },
    tensorIsPowerOfTwo: false,
    hasPipeline: true,
    fp8Cache: ['--kv-cache-dtype', 'fp8'],
    prefixCaching: ['--enable-prefix-caching'],
    memoryUtilization: 0.9,
    batchedTokens: 8192,
  },
  sglang: {
    version: '0.5.21',
    image: 'lmsysorg/sglang:v0.5.21',
    architectures: ['x86_64', 'arm64'],
    rocmGpus: ['MI300', 'MI325', 'MI350', 'MI355'],
    port: 30000,
    healthPath: '/health',
    quantizations: {
      awq: { args: [], capability: 7.5, online: false },
      gptq: { args: [], capability: 7.5, online: false },
      fp8: { args: ['--quantization', 'fp8'], capability: 8.9, online: true },
      bnb: { args: ['--quantization', 'bitsandbytes', '--load-format', 'bitsandbytes'], capability: 7.5, online: true },
    },
    tensorIsPowerOfTwo: false,
    hasPipeline: true,
    fp8Cache: ['--kv-cache-dtype', 'fp8_e5m2'],
    prefixCaching: [],
    memoryUtilization: 0.85,
    batchedTokens: 8192,
  },
  lmdeploy: {
    version: '0.16.0',
    image: 'openmmlab/lmdeploy:v0.16.0-cu12.8',
    architectures: ['x86_64'],
    port: 23333,
    healthPath: '/health',
    quantizations: {
      awq: { args: ['--model-format', 'awq'], capability: 7, newest: 8.9, online: false },
      gptq: { args: ['--model-format', 'gptq'], capability: 7, newest: 8.9, online: false },
      fp8: { args: ['--model-format', 'fp8'], capability: 8.9, online: false },
    },
    tensorIsPowerOfTwo: true,
    hasPipeline: false,
    fp8Cache: ['--quant-policy', '8'],
    prefixCaching: ['--enable-prefix-caching'],
    memoryUtilization: 0.8,
    batchedTokens: 8192,
  },
} as const satisfies Readonly<Record<string, EngineFacts>>;

export type Engine = keyof typeof engines;

/** The facts of an engine, without the literal types of its row. */
export function engineFacts(engine: Engine): EngineFacts {
  return engines[engine];
}
