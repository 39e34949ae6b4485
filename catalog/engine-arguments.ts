import type { Engine } from './engines';
import type { Dated } from './table';

/** What follows an argument. */
export type ArgumentKind = 'flag' | 'integer' | 'number' | 'text';

export const engineArgumentsAsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'vllm-project/vllm, vllm/engine/arg_utils.py@001999d and vllm/entrypoints/openai/cli_args.py@0052233; ' +
    'sgl-project/sglang, docs/advanced_features/server_arguments.md@004813e; InternLM/lmdeploy, lmdeploy/cli/serve.py@00596da',
};

/**
 * Arguments that services are tuned with. Not all: each engine has hundreds, and new ones with every version, so that one
 * that is missing here may be right.
 */
export const engineArguments: Readonly<Record<Engine, Readonly<Record<string, ArgumentKind>>>> = {
  vllm: {
    '--block-size': 'integer',
    '--chat-template': 'text',
    '--cpu-offload-gb': 'number',
    '--default-chat-template-kwargs': 'text',
    '--disable-custom-all-reduce': 'flag',
    '--disable-log-stats': 'flag',
    '--disable-uvicorn-access-log': 'flag',
    '--dtype': 'text',
    '--enable-auto-tool-choice': 'flag',
    '--enable-log-outputs': 'flag',
    '--enable-prompt-tokens-details': 'flag',
    '--enforce-eager': 'flag',
    '--fully-sharded-loras': 'flag',
    '--generation-config': 'text',
    '--hf-overrides': 'text',
    '--kv-transfer-config': 'text',
    '--max-cpu-loras': 'integer',
    '--max-log-len': 'integer',
    '--max-logprobs': 'integer',
    '--max-loras': 'integer',
    '--max-num-batched-tokens': 'integer',
    '--max-num-seqs': 'integer',
    '--model-impl': 'text',
    '--num-gpu-blocks-override': 'integer',
    '--otlp-traces-endpoint': 'text',
    '--override-generation-config': 'text',
    '--response-role': 'text',
    '--root-path': 'text',
    '--scheduling-policy': 'text',
    '--seed': 'integer',
    '--tool-call-parser': 'text',
    '--tool-parser-plugin': 'text',
    '--uvicorn-log-level': 'text',
  },
  sglang: {
    '--chunked-prefill-size': 'integer',
    '--dtype': 'text',
    '--enable-fp32-lm-head': 'flag',
    '--enable-multimodal': 'flag',
    '--enable-priority-scheduling': 'flag',
    '--is-embedding': 'flag',
    '--load-format': 'text',
    '--max-prefill-tokens': 'integer',
    '--max-queued-requests': 'integer',
    '--max-running-requests': 'integer',
    '--max-total-tokens': 'integer',
    '--model-impl': 'text',
    '--page-size': 'integer',
    '--prefill-max-requests': 'integer',
    '--radix-eviction-policy': 'text',
    '--schedule-conservativeness': 'number',
    '--schedule-policy': 'text',
    '--skip-server-warmup': 'flag',
    '--tokenizer-mode': 'text',
    '--tokenizer-worker-num': 'integer',
    '--trust-remote-code': 'flag',
  },
  lmdeploy: {
    '--allow-credentials': 'flag',
    '--cache-block-seq-len': 'integer',
    '--chat-template': 'text',
    '--disable-fastapi-docs': 'flag',
    '--dtype': 'text',
    '--log-level': 'text',
    '--max-batch-size': 'integer',
    '--max-log-len': 'integer',
    '--max-prefill-iters': 'integer',
    '--max-prefill-token-num': 'integer',
    '--num-tokens-per-iter': 'integer',
    '--rope-scaling-factor': 'number',
    '--vision-max-batch-size': 'integer',
  },
};
