import { argumentTable } from '../argument';

/** Of `swift pt`, `sft` and `rlhf`: `TunerArguments`, `SwanlabArguments` and what `SftArguments` adds. */
export const tunerArguments = argumentTable(
  {
    string: `freeze_parameters_regex trainable_parameters_regex target_regex lora_ga_direction lora_ga_scale
      init_weights adapter_act galore_proj_type reft_layer_key reft_args swanlab_token swanlab_project
      swanlab_workspace swanlab_exp_name swanlab_notification_method swanlab_webhook_url swanlab_secret
      swanlab_sender_email swanlab_receiver_email swanlab_smtp_server swanlab_email_language output_dir fsdp`,
    integer: `lora_rank lora_alpha lora_ga_batch_size lora_ga_iters lora_ga_max_length lora_ga_stable_gamma
      fourier_n_frequency boft_block_size boft_block_num boft_n_butterfly_factor vera_rank vera_projection_prng_key
      adapter_length galore_rank galore_update_proj_gap galore_proj_bits galore_proj_group_size galore_gamma_proj
      galore_queue_size adalora_target_r adalora_init_r adalora_tinit adalora_tfinal adalora_deltaT
      llamapro_num_new_blocks llamapro_num_groups lisa_activated_layers lisa_step_interval reft_rank swanlab_smtp_port
      zero_hpz_partition_size deepspeed_autotp_size`,
    number: `freeze_parameters_ratio lora_dropout lorap_lr_ratio fourier_scaling boft_dropout vera_dropout
      vera_d_initial galore_scale galore_cos_threshold adalora_beta1 adalora_beta2 adalora_orth_reg_weight`,
    boolean: `freeze_llm freeze_vit freeze_aligner use_rslora use_dora use_galore galore_optim_per_parameter
      galore_with_embedding galore_quantization galore_proj_quant add_version create_checkpoint_symlink`,
    strings: `freeze_parameters trainable_parameters target_modules target_parameters modules_to_save
      galore_target_modules`,
    integers: 'reft_layers',
  },
  {
    lora_bias: ['none', 'all'],
    lora_dtype: ['float16', 'bfloat16', 'float32'],
    swanlab_mode: ['cloud', 'local'],
    reft_intervention_type: [
      'NoreftIntervention',
      'LoreftIntervention',
      'ConsreftIntervention',
      'LobireftIntervention',
      'DireftIntervention',
      'NodireftIntervention',
    ],
  },
);
