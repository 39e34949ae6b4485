import { argumentTable } from '../argument';

/** `MergeArguments`. */
export const mergeArguments = argumentTable({ string: 'max_shard_size', boolean: 'merge_lora safe_serialization' });

/** Of `swift infer`, and of what is built on it: `InferArguments`, `LmdeployArguments`, `SglangArguments`. */
export const inferArguments = argumentTable(
  {
    string: `result_path sglang_quantization sglang_kv_cache_dtype sglang_speculative_algorithm`,
    integer: `write_batch_size max_batch_size val_dataset_sample lmdeploy_tp lmdeploy_session_len lmdeploy_quant_policy
      lmdeploy_vision_batch_size sglang_tp_size sglang_pp_size sglang_dp_size sglang_ep_size sglang_context_length
      sglang_speculative_num_steps sglang_speculative_eagle_topk sglang_speculative_num_draft_tokens`,
    number: 'lmdeploy_cache_max_entry_count sglang_mem_fraction_static',
    boolean: `reranker_use_activation sglang_enable_ep_moe sglang_disable_cuda_graph sglang_enable_dp_attention
      sglang_disable_custom_all_reduce`,
  },
  {
    infer_backend: ['vllm', 'transformers', 'sglang', 'lmdeploy', 'pt'],
    metric: ['acc', 'rouge'],
  },
);

/** Of `swift deploy`: `DeployArguments`. */
export const deployArguments = argumentTable(
  {
    string: 'host api_key ssl_keyfile ssl_certfile owned_by served_model_name',
    integer: 'port log_interval max_logprobs',
    boolean: 'verbose',
  },
  { log_level: ['critical', 'error', 'warning', 'info', 'debug', 'trace'] },
);

/** Of `swift rollout`: `RolloutArguments`. */
export const rolloutArguments = argumentTable({
  string: 'multi_turn_scheduler gym_env context_manager',
  integer: 'max_turns vllm_max_lora_rank',
  boolean: 'use_gym_env vllm_enable_lora',
});

/** Of `swift eval`: `EvalArguments`. */
export const evalArguments = argumentTable(
  {
    string: 'eval_output_dir eval_url',
    integer: 'eval_limit eval_num_proc',
    boolean: 'local_dataset',
    strings: 'eval_dataset',
    json: 'eval_dataset_args eval_generation_config extra_eval_args',
  },
  { eval_backend: ['Native', 'OpenCompass', 'VLMEvalKit'] },
);

/** Of `swift export`: `ExportArguments`. */
export const exportArguments = argumentTable(
  {
    string: 'output_dir mcore_model mcore_adapter test_convert_dtype hub_model_id commit_message',
    integer: 'quant_n_samples quant_batch_size group_size thread_count',
    boolean: `to_cached_dataset to_ollama to_mcore to_hf test_convert_precision push_to_hub hub_private_repo
      to_peft_format exist_ok`,
  },
  { quant_method: ['awq', 'gptq', 'bnb', 'fp8', 'gptq_v2'], template_mode: ['train', 'rlhf', 'kto'] },
);
