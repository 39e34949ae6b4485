import { argumentTable } from '../argument';

/** `VllmArguments`, of everything that generates. */
export const vllmArguments = argumentTable({
  string: 'vllm_quantization vllm_reasoning_parser',
  integer: `vllm_tensor_parallel_size vllm_pipeline_parallel_size vllm_max_num_seqs vllm_max_model_len
    vllm_max_lora_rank vllm_data_parallel_size`,
  number: 'vllm_gpu_memory_utilization vllm_mm_processor_cache_gb',
  boolean: `vllm_enable_expert_parallel vllm_disable_custom_all_reduce vllm_enforce_eager
    vllm_enable_prefix_caching vllm_use_async_engine vllm_disable_cascade_attn`,
  json: 'vllm_limit_mm_per_prompt vllm_speculative_config vllm_engine_kwargs',
});
