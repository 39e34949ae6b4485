import type { RuleCase, Spec } from '../../support/spec';

const at = (field: string) => [field === '' ? 'training[0]' : `training[0].${field}`];

/** Puts fields into the base spec's only job: LoRA, DPO, on two nodes with eight A100 each. */
function set(fields: Spec, change: (spec: Spec) => void = () => undefined) {
  return (spec: Spec) => {
    Object.assign(spec.training[0], fields);
    change(spec);
  };
}

function rule(
  rule: string,
  when: string,
  place: string,
  broken: RuleCase['broken'],
  fixed: RuleCase['fixed'],
): RuleCase {
  return { rule: `training/${rule}`, when, broken, at: at(place), fixed };
}

/** GPUs before Ampere. */
function onT4(spec: Spec): void {
  spec.pools[1] = { name: 'train', instanceTypes: ['g4dn.12xlarge'], nodes: { min: 0, max: 4 } };
}

function withRoom(spec: Spec): void {
  spec.pools[1].capacity = 'on-demand';
  spec.pools[1].nodes = { min: 0, max: 3 };
}

const secondJob = (fields: Spec) => (spec: Spec) => {
  spec.training.push({ ...spec.training[0], name: 'sft', method: 'sft', ...fields });
};

const grpo = { method: 'grpo', rewardFunctions: ['accuracy'] };
const megatron = { strategy: 'megatron', tensor: 2 };

/** Of the rules about what is passed to ms-swift. */
export const commandCases: readonly RuleCase[] = [
  rule(
    'reward-missing',
    'ppo has no reward model',
    '',
    set({ method: 'ppo' }),
    set({ method: 'ppo', rewardModel: 'qwen' }),
  ),
  rule(
    'reward-missing',
    'Megatron is given a reward model',
    'rewardModel',
    set({ method: 'grpo', rewardModel: 'qwen', parallelism: megatron }),
    set({ method: 'grpo', rewardModel: 'qwen', parallelism: 'zero2' }),
  ),
  rule(
    'reward-unused',
    'dpo is given reward functions',
    'rewardFunctions',
    set({ rewardFunctions: ['accuracy'] }),
    set(grpo),
  ),
  rule(
    'reward-function-unknown',
    'a reward function is misspelled',
    'rewardFunctions[0]',
    set({ ...grpo, rewardFunctions: ['acuracy'] }),
    set({ ...grpo, rewardFunctions: ['own'], extraArgs: { external_plugins: ['plugin.py'] } }),
  ),
  rule(
    'soft-overlong',
    'the penalty does not know where it begins',
    'rewardFunctions[0]',
    set({ ...grpo, rewardFunctions: ['soft_overlong'] }),
    set({ ...grpo, rewardFunctions: ['soft_overlong'], extraArgs: { soft_cache_length: 100 } }),
  ),
  rule(
    'reference-model',
    'adapters are trained',
    'referenceModel',
    set({ referenceModel: 'qwen' }),
    set({ referenceModel: 'qwen', tuner: 'full' }),
  ),
  rule(
    'teacher-model',
    'dpo has a teacher',
    'teacherModel',
    set({ teacherModel: 'qwen' }),
    set({ method: 'gkd', teacherModel: 'qwen' }),
  ),
  rule(
    'teacher-missing',
    'gkd has no teacher',
    'method',
    set({ method: 'gkd' }),
    set({ method: 'gkd', teacherModel: 'qwen' }),
  ),
  rule(
    'beta-unused',
    'sft has a beta',
    'hyperparameters.beta',
    set({ method: 'sft', hyperparameters: { beta: 0.1 } }),
    set({ hyperparameters: { beta: 0.1 } }),
  ),
  rule(
    'generation-batch',
    'groups do not divide a step',
    'rollout.generations',
    set({ ...grpo, rollout: { generations: 7 } }),
    set({ ...grpo, rollout: { generations: 8 } }),
  ),
  rule(
    'generation-batch',
    "Megatron's ranks do not divide the prompts of a step",
    'rollout.generations',
    set({ ...grpo, parallelism: megatron, hyperparameters: { gradientAccumulation: 1 } }),
    set({ ...grpo, parallelism: megatron, hyperparameters: { gradientAccumulation: 4 } }),
  ),
  rule(
    'validation-batch',
    'a batch of validation cuts a group',
    'validation',
    set({ ...grpo, rollout: { generations: 32 }, validation: { split: 0.01 } }),
    set({
      ...grpo,
      rollout: { generations: 32 },
      validation: { split: 0.01 },
      extraArgs: { per_device_eval_batch_size: 2 },
    }),
  ),
  rule(
    'rollout-gpus',
    'the server wants more GPUs than a node has',
    'rollout.gpus',
    set({ ...grpo, rollout: { mode: 'server', gpus: 16 } }, withRoom),
    set({ ...grpo, rollout: { mode: 'server', gpus: 8 } }, withRoom),
  ),
  rule(
    'rollout-nodes',
    'the pool has no node for the server',
    'rollout.mode',
    set({ ...grpo, rollout: { mode: 'server' } }),
    set({ ...grpo, rollout: { mode: 'server' } }, withRoom),
  ),
  rule(
    'packing-attention',
    'packed samples are trained on T4',
    'hyperparameters.packing',
    set({ hyperparameters: { packing: true } }, onT4),
    set({ hyperparameters: { packing: true } }),
  ),
  rule(
    'megatron-gpu',
    'Megatron runs on T4',
    'parallelism',
    set({ parallelism: megatron }, onT4),
    set({ parallelism: megatron }),
  ),
  rule(
    'megatron-epochs',
    'half an epoch is trained',
    'hyperparameters.epochs',
    set({ parallelism: megatron, hyperparameters: { epochs: 0.5 } }),
    set({ parallelism: megatron, hyperparameters: { epochs: 0.5, maxSteps: 100 } }),
  ),
  rule(
    'megatron-keep',
    'one checkpoint is kept',
    'checkpoints.keep',
    set({ parallelism: megatron, checkpoints: { keep: 1 } }),
    set({ parallelism: megatron, checkpoints: { keep: 2 } }),
  ),
  rule(
    'megatron-storage',
    'two nodes save to disks of their own',
    'checkpoints.storage',
    set({ parallelism: megatron, checkpoints: { storage: 's3' } }),
    set({ parallelism: megatron, checkpoints: { storage: 'lustre' } }),
  ),
  rule(
    'checkpoint-disk',
    'more checkpoints of all weights are kept than the local disks hold',
    'checkpoints.keep',
    set({ tuner: 'full', nodes: 1, parallelism: 'zero3', checkpoints: { keep: 63 } }),
    set({ tuner: 'full', nodes: 1, parallelism: 'zero3', checkpoints: { keep: 60 } }),
  ),
  rule(
    'checkpoint-interval',
    'a job computes for many hours before it saves',
    'checkpoints.everySteps',
    set({ checkpoints: { everySteps: 100000 } }),
    set({ checkpoints: { everySteps: 100000 }, hyperparameters: { maxSteps: 20 } }),
  ),
  rule(
    'single-checkpoint',
    'one checkpoint is kept',
    'checkpoints.keep',
    set({ parallelism: 'ddp', checkpoints: { keep: 1 } }),
    set({ parallelism: 'ddp', checkpoints: { keep: 2 } }),
  ),
  rule(
    'sequence-parallel-method',
    'kto shares sequences',
    'parallelism.context',
    set({ method: 'kto', parallelism: { strategy: 'zero3', context: 2 } }),
    set({ method: 'sft', parallelism: { strategy: 'zero3', context: 2 } }),
  ),
  rule(
    'dataset-scheme',
    'a data set has no scheme',
    'dataset[0]',
    set({ dataset: ['org/name'] }),
    set({ dataset: ['hf://org/name:train#500'] }),
  ),
  rule(
    'dataset-format',
    'data of a validation is a table of Excel',
    'validation.dataset[0]',
    set({ validation: { dataset: ['s3://acme/checks.xlsx'] } }),
    set({ validation: { dataset: ['s3://acme/checks.jsonl'] } }),
  ),
  rule(
    'dataset-format',
    'a data set is an archive',
    'dataset[0]',
    set({ dataset: ['s3://acme/data.tar.gz'] }),
    set({ dataset: ['s3://acme/data.csv#10'] }),
  ),
  rule(
    'validation-twice',
    'validation is given in two ways',
    'validation.split',
    set({ validation: { split: 0.1, dataset: ['s3://acme/held.jsonl'] } }),
    set({ validation: { dataset: ['s3://acme/held.jsonl'] } }),
  ),
  rule(
    'streaming-steps',
    'a stream has no end',
    'extraArgs.streaming',
    set({ extraArgs: { streaming: true } }),
    set({ extraArgs: { streaming: true }, hyperparameters: { maxSteps: 100 } }),
  ),
  rule(
    'adapters-tuner',
    'full training goes on from adapters',
    'adapters',
    set({ tuner: 'full', adapters: { training: 'sft' } }, secondJob({ tuner: 'lora' })),
    set({ adapters: { training: 'sft' } }, secondJob({})),
  ),
  rule(
    'adapters-source',
    'the other job makes no adapters',
    'adapters.training',
    set({}, (spec) => {
      secondJob({ tuner: 'full' })(spec);
      spec.training[0].adapters = { training: 'sft' };
    }),
    set({}, (spec) => {
      secondJob({ parallelism: 'zero2' })(spec);
      Object.assign(spec.training[0], { adapters: { training: 'sft' }, parallelism: 'zero2' });
    }),
  ),
  rule(
    'adapters-source',
    "the other job's adapters are Megatron's",
    'adapters.training',
    set({}, (spec) => {
      secondJob({ parallelism: megatron })(spec);
      Object.assign(spec.training[0], { adapters: { training: 'sft' }, parallelism: 'zero2' });
    }),
    set({}, (spec) => {
      secondJob({ parallelism: megatron })(spec);
      Object.assign(spec.training[0], { adapters: { training: 'sft' }, parallelism: megatron });
    }),
  ),
  rule(
    'adapters-cycle',
    'a job goes on from itself',
    'adapters.training',
    set({ adapters: { training: 'dpo' } }),
    set({}, (spec) => {
      secondJob({})(spec);
      spec.training[0].adapters = { training: 'sft' };
    }),
  ),
  rule(
    'reward-model-follow-up',
    'a reward model is asked questions',
    'evaluate',
    set({ method: 'rm', evaluate: { benchmarks: ['mmlu'] } }),
    set({ evaluate: { benchmarks: ['mmlu'] } }),
  ),
  rule(
    'export-multimodal',
    'bnb is to write a multimodal model',
    'export.quantization',
    set({ export: { quantization: 'bnb', bits: 4 } }, (spec) => Object.assign(spec.models[0], { multimodal: true })),
    set({ export: { quantization: 'bnb', bits: 4 } }),
  ),
  rule(
    'export-calibration',
    'fp8 is given data',
    'export.dataset',
    set({ export: { quantization: 'fp8', dataset: ['s3://acme/c.jsonl'] } }),
    set({
      export: { quantization: 'awq', bits: 4, dataset: ['s3://acme/c.jsonl'] },
      image: `acme/ms-swift@sha256:${'0'.repeat(64)}`,
    }),
  ),
  rule(
    'export-library',
    'the official image is to quantise by awq',
    'export.quantization',
    set({ export: { quantization: 'awq', bits: 4 } }),
    set({ export: { quantization: 'awq', bits: 4 }, image: `acme/ms-swift@sha256:${'0'.repeat(64)}` }),
  ),
  rule(
    'export-gpu',
    'A100 are to write weights in FP8',
    'export.quantization',
    set({ export: { quantization: 'fp8' } }),
    set({ export: { quantization: 'fp8' } }, (spec) =>
      Object.assign(spec.pools[1], { instanceTypes: ['p5.48xlarge'] }),
    ),
  ),
  rule(
    'ppo-multimodal',
    'ppo is to train a multimodal model',
    'method',
    set({ method: 'ppo', rewardModel: 'qwen' }, (spec) => Object.assign(spec.models[0], { multimodal: true })),
    set({ method: 'ppo', rewardModel: 'qwen' }),
  ),
  rule('cron', 'a day never comes', 'run', set({ run: '0 3 30 2 *' }), set({ run: '0 3 29 2 *' })),
  rule('cron', 'short months lack the day', 'run', set({ run: '0 3 31 4,6 *' }), set({ run: '0 3 31 4,6 mon' })),
  rule('cron', 'an hour is 25', 'run', set({ run: '0 25 * * *' }), set({ run: '*/15 3-5 1,15 * mon-fri' })),
  rule(
    'extra-argument-unknown',
    'an argument is one of version 3',
    'extraArgs.train_type',
    set({ parallelism: 'ddp', extraArgs: { train_type: 'lora' } }),
    set({ parallelism: 'ddp', extraArgs: { neftune_noise_alpha: 5 } }),
  ),
  rule(
    'extra-argument-kind',
    'a number is a text',
    'extraArgs.weight_decay',
    set({ parallelism: 'ddp', extraArgs: { weight_decay: 'none' } }),
    set({ parallelism: 'ddp', extraArgs: { weight_decay: 0.05 } }),
  ),
  rule(
    'extra-argument-owned',
    'the learning rate is set twice',
    'extraArgs.learning_rate',
    set({ parallelism: 'ddp', extraArgs: { learning_rate: 0.1 } }),
    set({ parallelism: 'ddp', hyperparameters: { learningRate: 0.1 } }),
  ),
  rule(
    'literal-token',
    'a token is an argument',
    'extraArgs.hub_token',
    set({ parallelism: 'ddp', extraArgs: { hub_token: 'hf_x' } }),
    set({ parallelism: 'ddp', extraArgs: { use_hf: true } }),
  ),
];
