/** Fields of a job for arguments that the spec decides. */
const fieldOf: Readonly<Record<string, string>> = {
  model: 'model',
  rlhf_type: 'method',
  tuner_type: 'tuner',
  quant_method: 'tuner',
  quant_bits: 'tuner',
  bnb_4bit_compute_dtype: 'tuner',
  bnb_4bit_quant_type: 'tuner',
  bnb_4bit_use_double_quant: 'tuner',
  lora_rank: 'hyperparameters.loraRank',
  lora_alpha: 'hyperparameters.loraAlpha',
  target_modules: 'hyperparameters.targetModules',
  adapters: 'adapters',
  ref_adapters: 'adapters',
  mcore_adapter: 'adapters',
  mcore_ref_adapter: 'adapters',
  ref_model: 'referenceModel',
  mcore_ref_model: 'referenceModel',
  reward_model: 'rewardModel',
  reward_funcs: 'rewardFunctions',
  teacher_model: 'teacherModel',
  dataset: 'dataset',
  val_dataset: 'validation.dataset',
  split_dataset_ratio: 'validation.split',
  max_length: 'hyperparameters.sequenceLength',
  packing: 'hyperparameters.packing',
  num_train_epochs: 'hyperparameters.epochs',
  max_epochs: 'hyperparameters.epochs',
  max_steps: 'hyperparameters.maxSteps',
  train_iters: 'hyperparameters.maxSteps',
  per_device_train_batch_size: 'hyperparameters.batchSize',
  micro_batch_size: 'hyperparameters.batchSize',
  gradient_accumulation_steps: 'hyperparameters.gradientAccumulation',
  global_batch_size: 'hyperparameters.gradientAccumulation',
  learning_rate: 'hyperparameters.learningRate',
  lr: 'hyperparameters.learningRate',
  warmup_ratio: 'hyperparameters.warmup',
  warmup_steps: 'hyperparameters.warmup',
  lr_warmup_fraction: 'hyperparameters.warmup',
  lr_warmup_iters: 'hyperparameters.warmup',
  beta: 'hyperparameters.beta',
  num_generations: 'rollout.generations',
  max_completion_length: 'rollout.completionLength',
  use_vllm: 'rollout.mode',
  vllm_mode: 'rollout.mode',
  vllm_gpu_memory_utilization: 'rollout.memory',
  vllm_tensor_parallel_size: 'rollout.tensor',
  deepspeed: 'parallelism',
  fsdp: 'parallelism',
  fsdp_config: 'parallelism',
  sequence_parallel_size: 'parallelism',
  sequence_parallel: 'parallelism',
  tensor_model_parallel_size: 'parallelism',
  pipeline_model_parallel_size: 'parallelism',
  context_parallel_size: 'parallelism',
  expert_model_parallel_size: 'parallelism',
  decoder_first_pipeline_num_layers: 'parallelism',
  decoder_last_pipeline_num_layers: 'parallelism',
  save_steps: 'checkpoints.everySteps',
  save_total_limit: 'checkpoints.keep',
};

/** What a restart depends on, or what is on no other path than that of the pod. */
const decided: readonly string[] = [
  'output_dir',
  'add_version',
  'save_strategy',
  'save_only_model',
  'save_on_each_node',
  'save_safetensors',
  'resume_from_checkpoint',
  'resume_only_model',
  'mcore_model',
  'finetune',
  'no_save_optim',
  'no_save_rng',
  'no_load_optim',
  'no_load_rng',
  'use_ray',
  'device_map',
  'ignore_args_error',
];

/**
 * Who sets an argument that `extraArgs` cannot: a field of the job, or Ninefold itself. Undefined for all others.
 *
 * @param args of the job's command
 */
export function ownerOf(name: string, args: readonly string[]): string | undefined {
  const field = Object.hasOwn(fieldOf, name) ? fieldOf[name] : undefined;
  if (field !== undefined) return field;
  if (decided.includes(name)) return 'decided by Ninefold';
  // The computed layout of recomputation is Megatron's only; elsewhere the argument is free.
  return name.startsWith('recompute_') && args.includes('--recompute_granularity') ? 'decided by the plan' : undefined;
}
