import { argumentTable } from '../argument';

/** Of every command: `BaseArguments` with the classes of model, data, template, quantisation, generation and Ray. */
export const baseArguments = argumentTable(
  {
    string: `model model_type model_revision attn_impl experts_impl rope_scaling local_repo_path tuner_type hub_token
      ddp_backend template system agent_template loss_scale response_prefix structured_outputs_regex
      bnb_4bit_quant_storage ray_exp_name`,
    integer: `num_labels max_model_len seed packing_length packing_num_proc ddp_timeout data_seed dataset_num_proc
      shuffle_buffer_size max_length max_pixels sequence_parallel_size hqq_axis max_new_tokens top_k num_beams
      top_logprobs`,
    number: 'split_dataset_ratio temperature top_p repetition_penalty',
    boolean: `load_args load_data_args packing lazy_tokenize use_hf ignore_args_error use_swift_lora
      load_from_cache_file dataset_shuffle val_dataset_shuffle streaming strict remove_unused_columns
      disable_auto_column_mapping use_chat_template padding_free enable_thinking add_non_thinking_prefix
      bnb_4bit_use_double_quant stream logprobs use_ray`,
    strings: `new_special_tokens adapters external_plugins custom_register_path dataset val_dataset cached_dataset
      cached_val_dataset model_name model_author custom_dataset_info stop_words`,
    numbers: 'interleave_prob',
    json: 'device_map max_memory model_kwargs columns device_groups',
  },
  {
    task_type: ['causal_lm', 'seq_cls', 'embedding', 'reranker', 'generative_reranker'],
    torch_dtype: ['bfloat16', 'float16', 'float32'],
    problem_type: ['regression', 'single_label_classification', 'multi_label_classification'],
    init_strategy: [
      'zero',
      'uniform',
      'normal',
      'xavier_uniform',
      'xavier_normal',
      'kaiming_uniform',
      'kaiming_normal',
      'orthogonal',
    ],
    tuner_backend: ['peft', 'unsloth'],
    stopping_strategy: ['first_exhausted', 'all_exhausted'],
    download_mode: ['force_redownload', 'reuse_dataset_if_exists'],
    truncation_strategy: ['delete', 'left', 'right', 'split'],
    norm_bbox: ['norm1000', 'none'],
    padding_side: ['left', 'right'],
    template_backend: ['swift', 'jinja'],
    quant_method: ['bnb', 'hqq', 'eetq', 'quanto', 'fp8'],
    quant_bits: [1, 2, 3, 4, 8, 'float8'],
    bnb_4bit_compute_dtype: ['float16', 'bfloat16', 'float32'],
    bnb_4bit_quant_type: ['fp4', 'nf4'],
  },
);
