import { argumentTable } from '../argument';

/** Of `swift rlhf`: `RLHFArguments` with the classes of reward, teacher, PPO, GRPO and rollout. */
export const rlhfArguments = argumentTable(
  {
    string: `ref_model ref_model_type ref_model_revision teacher_model teacher_model_type teacher_model_revision
      teacher_deepspeed teacher_model_server multi_turn_scheduler`,
    integer: `num_ppo_epochs num_mini_batches local_rollout_forward_batch_size num_sample_generations response_length
      num_generations num_generations_eval num_iterations max_completion_length gkd_logits_topk move_model_batches
      repetition_n_grams cosine_max_len ref_model_sync_steps max_turns max_resample_times soft_max_length
      soft_cache_length generation_batch_size steps_per_generation chord_sft_per_device_train_batch_size
      chord_mu_warmup_steps chord_mu_decay_steps sleep_level`,
    number: `kl_coef cliprange vf_coef cliprange_value gamma lam missing_eos_penalty beta label_smoothing rpo_alpha
      ld_alpha discopop_tau cpo_alpha simpo_gamma desirable_weight undesirable_weight center_rewards_coefficient
      sft_alpha lmbda vllm_server_timeout epsilon epsilon_high delta cosine_min_len_value_wrong
      cosine_max_len_value_wrong cosine_min_len_value_correct cosine_max_len_value_correct repetition_max_penalty
      ref_model_mixup_alpha top_entropy_quantile tau_pos tau_neg rollout_importance_sampling_threshold
      off_policy_sequence_mask_delta chord_mu_peak chord_mu_valley`,
    boolean: `whiten_rewards log_completions seq_kd offload_teacher_model use_vllm vllm_enable_lora async_generate
      offload_optimizer offload_model wandb_log_unique_prompts sync_ref_model vllm_server_pass_dataset dynamic_sample
      overlong_filter log_entropy kl_in_reward log_rollout_offpolicy_metrics chord_enable_phi_function`,
    strings: `reward_model reward_adapters reward_model_type reward_model_revision reward_template reward_model_plugin
      reward_funcs ref_adapters teacher_adapters loss_type vllm_server_base_url vllm_server_host chord_sft_dataset`,
    integers: 'vllm_server_port vllm_server_group_port',
    numbers: 'reward_weights loss_weights',
  },
  {
    rlhf_type: ['dpo', 'orpo', 'simpo', 'kto', 'cpo', 'rm', 'ppo', 'grpo', 'gkd'],
    vllm_mode: ['server', 'colocate'],
    completion_length_limit_scope: ['total', 'per_round'],
    scale_rewards: ['group', 'batch', 'none', 'gdpo'],
    importance_sampling_level: ['token', 'sequence', 'sequence_token'],
    advantage_estimator: ['grpo', 'rloo', 'reinforce_plus_plus'],
    rollout_importance_sampling_mode: ['token_truncate', 'token_mask', 'sequence_truncate', 'sequence_mask'],
  },
);
