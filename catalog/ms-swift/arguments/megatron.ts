import { argumentTable } from '../argument';

/** Of every `megatron` command beside those of `swift`: `MegatronArguments` with its tuners. */
export const megatronArguments = argumentTable(
  {
    string: `attention_backend output_dir mcore_model mcore_adapter metric_for_best_model pipeline_model_parallel_layout
      tensorboard_dir wandb_project wandb_exp_name swanlab_project swanlab_exp_name max_shard_size vit_attn_impl
      freeze_parameters_regex trainable_parameters_regex target_regex muon_coefficient_type muon_scalar_optimizer
      ref_model loss_type mcore_ref_model mcore_ref_adapter f_divergence_type`,
    integer: `micro_batch_size global_batch_size recompute_num_layers train_iters num_train_epochs manual_gc_steps
      dataloader_num_workers dataloader_prefetch_factor lr_decay_iters lr_warmup_iters lr_wsd_decay_iters
      muon_num_ns_steps save_steps save_total_limit local_rank tensor_model_parallel_size
      pipeline_model_parallel_size decoder_first_pipeline_num_layers decoder_last_pipeline_num_layers
      context_parallel_size virtual_pipeline_model_parallel_size microbatch_group_size_per_vp_stage
      expert_model_parallel_size expert_tensor_parallel_size logging_steps tensorboard_queue_size eval_iters eval_steps
      fp8_amax_history_len mtp_num_layers lora_rank lora_alpha`,
    number: `optimizer_offload_fraction lr_warmup_init lr lr_warmup_fraction min_lr weight_decay start_weight_decay
      end_weight_decay clip_grad adam_beta1 adam_beta2 adam_eps sgd_momentum muon_momentum muon_extra_scale_factor
      moe_z_loss_coeff moe_expert_capacity_factor mtp_loss_scaling_factor vit_lr aligner_lr freeze_parameters_ratio
      lora_dropout`,
    boolean: `masked_softmax_fusion bias_dropout_fusion bias_activation_fusion apply_rope_fusion
      gradient_accumulation_fusion cross_entropy_loss_fusion calculate_per_token_loss optimizer_cpu_offload
      use_precision_aware_optimizer manual_gc manual_gc_eval train_dataloader_shuffle dataloader_pin_memory
      dataloader_persistent_workers data_sharding group_by_length te_rng_tracker data_parallel_random_init
      mlp_padding_free muon_split_qkv muon_use_nesterov no_save_optim no_save_rng no_load_optim no_load_rng finetune
      perform_initialization use_cpu_initialization async_save greater_is_better use_persistent_ckpt_worker
      dist_ckpt_save_pre_mcore_014 use_distributed_optimizer use_megatron_fsdp account_for_embedding_in_pipeline_split
      account_for_loss_in_pipeline_split overlap_p2p_comm batch_p2p_comm align_param_gather sequence_parallel
      tp_comm_overlap overlap_grad_reduce overlap_param_gather overlap_param_gather_with_optimizer_step
      align_grad_reduce fp8_param_gather fp16 bf16 apply_query_key_layer_scaling attention_softmax_in_fp32
      accumulate_allreduce_grads_in_fp32 moe_enable_deepep moe_grouped_gemm moe_permute_fusion
      moe_shared_expert_overlap moe_layer_recompute moe_pad_expert_input_to_capacity save_safetensors merge_lora
      vit_gradient_checkpointing check_model enable_dft_loss enable_channel_loss freeze_llm freeze_vit freeze_aligner
      use_rslora reference_free calculate_KL`,
    strings: `recompute_modules cp_comm_type report_to moe_router_load_balancing_type ref_adapters callbacks
      freeze_parameters trainable_parameters target_modules modules_to_save`,
    numbers: 'moe_aux_loss_coeff',
    json: 'vit_gradient_checkpointing_kwargs megatron_extra_kwargs',
  },
  {
    recompute_granularity: ['selective', 'full', 'none'],
    recompute_method: ['uniform', 'block'],
    cross_entropy_fusion_impl: ['native', 'te'],
    optimizer: ['adam', 'sgd', 'muon', 'dist_muon'],
    main_grads_dtype: ['fp32', 'bf16'],
    main_params_dtype: ['fp32', 'fp16'],
    exp_avg_dtype: ['fp32', 'fp16', 'bf16', 'fp8'],
    exp_avg_sq_dtype: ['fp32', 'fp16', 'bf16', 'fp8'],
    lr_decay_style: ['constant', 'linear', 'cosine', 'inverse-square-root', 'WSD'],
    lr_wsd_decay_style: ['exponential', 'linear', 'cosine', 'minus_sqrt'],
    weight_decay_incr_style: ['constant', 'linear', 'cosine'],
    muon_scale_mode: ['spectral', 'unit_rms_norm', 'shape_scaling'],
    muon_fp32_matmul_prec: ['low', 'medium', 'high'],
    muon_tp_mode: ['blockwise', 'duplicated', 'distributed'],
    ddp_backend: ['nccl', 'gloo'],
    data_parallel_sharding_strategy: ['no_shard', 'optim', 'optim_grads', 'optim_grads_params'],
    fp8_format: ['e4m3', 'hybrid'],
    fp8_recipe: ['tensorwise', 'delayed', 'mxfp8', 'blockwise'],
    fp8_amax_compute_algo: ['most_recent', 'max'],
    moe_router_dtype: ['none', 'fp32', 'fp64'],
    moe_token_dispatcher_type: ['allgather', 'alltoall', 'flex'],
    moe_token_drop_policy: ['probs', 'position'],
    tuner_type: ['lora', 'full', 'lora_llm'],
    lora_bias: ['none', 'all'],
    lora_dtype: ['float16', 'bfloat16', 'float32'],
    save_strategy: ['steps', 'epoch'],
    rlhf_type: ['dpo', 'kto', 'grpo', 'gkd', 'rm'],
  },
);

/** What `megatron` takes of the methods of `swift rlhf`; its classes list it once for all commands. */
export const megatronRlhfArguments = argumentTable(
  {
    string: 'teacher_model teacher_model_type teacher_model_revision teacher_model_server multi_turn_scheduler gym_env',
    integer: `gkd_logits_topk generation_batch_size steps_per_generation num_generations num_generations_eval
      max_completion_length vllm_tensor_parallel_size vllm_max_model_len vllm_max_num_seqs cosine_max_len
      repetition_n_grams soft_max_length soft_cache_length max_resample_times ref_model_sync_steps move_model_batches
      max_turns num_iterations sleep_level`,
    number: `beta rpo_alpha label_smoothing desirable_weight undesirable_weight center_rewards_coefficient lmbda
      sft_alpha tau_pos tau_neg epsilon epsilon_high delta vllm_gpu_memory_utilization vllm_mm_processor_cache_gb
      vllm_server_timeout cosine_min_len_value_wrong cosine_max_len_value_wrong cosine_min_len_value_correct
      cosine_max_len_value_correct repetition_max_penalty rollout_importance_sampling_threshold
      off_policy_sequence_mask_delta top_entropy_quantile ref_model_mixup_alpha`,
    boolean: `seq_kd offload_teacher_model use_vllm vllm_enable_prefix_caching vllm_enforce_eager
      vllm_disable_cascade_attn vllm_enable_lora offload_optimizer offload_model offload_bridge dynamic_sample
      overlong_filter kl_in_reward wandb_log_unique_prompts log_completions log_rollout_offpolicy_metrics log_entropy
      sync_ref_model async_generate vllm_server_pass_dataset use_gym_env`,
    strings: 'vllm_server_base_url vllm_server_host reward_funcs reward_model reward_model_plugin',
    integers: 'vllm_server_port vllm_server_group_port',
    numbers: 'reward_weights',
    json: 'vllm_limit_mm_per_prompt vllm_engine_kwargs',
  },
  {
    importance_sampling_level: ['token', 'sequence', 'sequence_token'],
    vllm_mode: ['server', 'colocate'],
    scale_rewards: ['none', 'group', 'batch', 'gdpo'],
    advantage_estimator: ['grpo', 'rloo', 'reinforce_plus_plus'],
    rollout_importance_sampling_mode: ['token_truncate', 'token_mask', 'sequence_truncate', 'sequence_mask'],
    completion_length_limit_scope: ['total', 'per_round'],
  },
);

/** Of `megatron pt`, `sft` and `rlhf`: `MegatronSftArguments`. */
export const megatronTrainingArguments = argumentTable({ boolean: 'add_version create_checkpoint_symlink' });

/** Of `megatron export`: `MegatronExportArguments`. */
export const megatronExportArguments = argumentTable({
  string: 'test_convert_dtype',
  boolean: 'to_mcore to_hf test_convert_precision exist_ok',
});
