import type { EngineArguments } from './engine-arguments/argument-kind';
import { lmdeployArguments } from './engine-arguments/lmdeploy';
import { sglangArguments } from './engine-arguments/sglang';
import { vllmArguments } from './engine-arguments/vllm';
import type { Engine } from './engines';
import type { Dated } from './table';

export const engineArgumentsAsOf: Dated = {
  asOf: '2026-11-28',
  source:
    'vllm-project/vllm, vllm/entrypoints/openai/cli_args.py@0052233 (all of it) and vllm/engine/arg_utils.py@99d7eb5 (all of it), ' +
    'vLLM 0.18 and 0.30 documentation, "vllm serve" (the first arguments); sgl-project/sglang, ' +
    'docs/advanced_features/server_arguments.md@004813e (all of it); InternLM/lmdeploy, lmdeploy/cli/serve.py@00596da (all of ' +
    'it), its usage text with engines of two roles (0.9), and what 0.16 documents of metrics, executors and several nodes',
};

/**
 * Arguments by engine. None of the lists was read from the version that Ninefold runs, and each version brings new ones:
 * vLLM's server arguments are of about 0.30 and those of its engine of 0.11, SGLang's of about 0.5, LMDeploy's of 0.9 and
 * partly 0.16. One that is missing here may be right, so that it is worth a warning and no error.
 */
export const engineArguments: Readonly<Record<Engine, EngineArguments>> = {
  vllm: vllmArguments,
  sglang: sglangArguments,
  lmdeploy: lmdeployArguments,
};
