import { argumentTable } from '../argument';

/** Of `swift pt`, `sft` and `rlhf`: ms-swift's `TrainArgumentsMixin` over `Seq2SeqTrainingArguments` of transformers. */
export const trainerArguments = argumentTable(
  {
    string: `output_dir run_name logging_dir hub_model_id hub_token hub_revision push_to_hub_model_id
      push_to_hub_organization push_to_hub_token optim optim_args optim_target_modules lr_scheduler_type
      metric_for_best_model resume_from_checkpoint ddp_backend deepspeed fsdp fsdp_transformer_layer_cls_to_wrap
      length_column_name torch_compile_backend torch_compile_mode label_names tpu_metrics_debug optimizer loss_type
      eval_metric generation_config half_precision_backend fp16_backend fp16_opt_level ray_scope`,
    integer: `per_device_train_batch_size per_device_eval_batch_size gradient_accumulation_steps
      eval_accumulation_steps max_steps warmup_steps logging_steps save_steps eval_steps save_total_limit seed data_seed
      dataloader_num_workers dataloader_prefetch_factor local_rank past_index ddp_bucket_cap_mb ddp_timeout
      torch_empty_cache_steps generation_max_length generation_num_beams max_epochs early_stop_interval eval_limit
      fsdp_min_num_params tpu_num_cores`,
    number: `learning_rate weight_decay adam_beta1 adam_beta2 adam_epsilon max_grad_norm num_train_epochs warmup_ratio
      label_smoothing_factor neftune_noise_alpha router_aux_loss_coef aligner_lr vit_lr eval_delay`,
    boolean: `overwrite_output_dir do_train do_eval do_predict prediction_loss_only logging_first_step
      logging_nan_inf_filter save_safetensors save_on_each_node save_only_model restore_callback_states_from_checkpoint
      use_cpu no_cuda use_mps_device jit_mode_eval use_ipex bf16 fp16 bf16_full_eval fp16_full_eval tf32
      dataloader_drop_last dataloader_pin_memory dataloader_persistent_workers disable_tqdm remove_unused_columns
      load_best_model_at_end greater_is_better ignore_data_skip group_by_length ddp_find_unused_parameters
      ddp_broadcast_buffers push_to_hub hub_private_repo hub_always_push gradient_checkpointing
      vit_gradient_checkpointing include_inputs_for_metrics eval_do_concat_batches auto_find_batch_size
      full_determinism torch_compile include_tokens_per_second include_num_input_tokens_seen batch_eval_metrics
      eval_on_start eval_use_gather_object use_liger_kernel average_tokens_across_devices skip_memory_metrics
      sortish_sampler predict_with_generate enable_dft_loss enable_channel_loss check_model train_dataloader_shuffle
      use_logits_to_keep ds3_gather_for_generation resume_only_model eval_use_evalscope use_flash_ckpt debug
      log_on_each_node`,
    strings: 'report_to callbacks eval_dataset include_for_metrics',
    json: `lr_scheduler_kwargs gradient_checkpointing_kwargs fsdp_config accelerator_config liger_kernel_config
      eval_dataset_args eval_generation_config extra_eval_args parallelism_config`,
  },
  {
    eval_strategy: ['no', 'steps', 'epoch'],
    save_strategy: ['no', 'steps', 'epoch', 'best'],
    logging_strategy: ['no', 'steps', 'epoch'],
    log_level: ['debug', 'info', 'warning', 'error', 'critical', 'passive'],
    log_level_replica: ['debug', 'info', 'warning', 'error', 'critical', 'passive'],
    hub_strategy: ['end', 'every_save', 'checkpoint', 'all_checkpoints'],
    acc_strategy: ['token', 'seq'],
  },
);
