import { inferenceRules } from '../../../planner/rules/inference';
import { adapterTraining } from '../../../planner/rules/inference/adapter-training';
import { type RuleCase, type Spec, specWith, subjectOf, testRules } from '../../support/spec';

/** `chat` serves Qwen-7B-Chat with vLLM, `tuned` what the job `dpo` makes of it with SGLang; both on four A10G a node. */
const chat = (spec: Spec) => spec.inference[0];
const tuned = (spec: Spec) => spec.inference[1];

/** Changes the first service. */
function set(more: Spec) {
  return (spec: Spec) => {
    Object.assign(chat(spec), more);
  };
}

/** A model of the catalog in the place of the spec's. */
function serve(name: string, more: Spec = {}) {
  return (spec: Spec) => {
    spec.models.push({ name: 'other', source: `hf://${name}`, revision: 'v1' });
    Object.assign(chat(spec), { model: 'other' }, more);
  };
}

const cases: readonly RuleCase[] = [
  {
    rule: 'inference/does-not-fit',
    when: 'the weights take more than the GPUs have',
    broken: serve('Qwen/Qwen2.5-72B', { contextLength: 4096, parallelism: { tensor: 4 } }),
    at: ['inference[0]'],
    fixed: serve('Qwen/Qwen2.5-14B', { contextLength: 4096, parallelism: { tensor: 4 } }),
  },
  {
    rule: 'inference/does-not-fit',
    when: 'the cache has no room for one sequence',
    broken: set({ contextLength: 32768, parallelism: { tensor: 1 } }),
    at: ['inference[0].contextLength'],
    fixed: set({ contextLength: 2048, parallelism: { tensor: 1 } }),
  },
  {
    rule: 'inference/tight',
    when: 'the cache holds one sequence and little more',
    broken: set({ contextLength: 6000, parallelism: { tensor: 1 } }),
    at: ['inference[0]'],
    fixed: set({ contextLength: 1024, parallelism: { tensor: 1 } }),
  },
  {
    rule: 'inference/unknown-architecture',
    when: 'the catalog does not know a model that is only served',
    broken: (spec) => {
      spec.models.push({ name: 'own', source: 's3://acme/models/own', size: '20GiB' });
      chat(spec).model = 'own';
    },
    at: ['inference[0].model'],
    fixed: (spec) => {
      spec.models.push({ name: 'own', source: 's3://acme/models/own', size: '20GiB', like: 'Qwen/Qwen2.5-7B' });
      chat(spec).model = 'own';
    },
  },
  {
    rule: 'inference/context-limit',
    when: 'the context is longer than the model knows',
    broken: set({ contextLength: 65536 }),
    at: ['inference[0].contextLength'],
    fixed: set({ contextLength: 32768 }),
  },
  {
    rule: 'inference/tensor-shape',
    when: 'the heads cannot be split',
    broken: set({ contextLength: 4096, parallelism: { tensor: 3 } }),
    at: ['inference[0].parallelism.tensor'],
    fixed: set({ contextLength: 4096, parallelism: { tensor: 4 } }),
  },
  {
    rule: 'inference/tensor-power-of-two',
    when: 'LMDeploy is asked to split over three GPUs',
    broken: set({ engine: 'lmdeploy', contextLength: 4096, parallelism: { tensor: 3 } }),
    at: ['inference[0].parallelism.tensor'],
    fixed: set({ engine: 'lmdeploy', contextLength: 4096, parallelism: { tensor: 4 } }),
  },
  {
    rule: 'inference/engine-pipeline',
    when: 'LMDeploy is asked for stages',
    broken: set({ engine: 'lmdeploy', contextLength: 4096, parallelism: { tensor: 4, pipeline: 2 } }),
    at: ['inference[0].parallelism.pipeline'],
    fixed: set({ engine: 'vllm', contextLength: 4096, parallelism: { tensor: 4, pipeline: 2 } }),
  },
  {
    rule: 'inference/pipeline-shape',
    when: 'the last stage would have no layers',
    broken: set({ contextLength: 4096, parallelism: { tensor: 4, pipeline: 30 } }),
    at: ['inference[0].parallelism.pipeline'],
    fixed: set({ contextLength: 4096, parallelism: { tensor: 4, pipeline: 2 } }),
  },
  {
    rule: 'inference/replicated-cache',
    when: 'more GPUs share a layer than the model has heads of keys',
    broken: serve('Qwen/Qwen2.5-3B', { contextLength: 4096, parallelism: { tensor: 4 } }),
    at: ['inference[0].parallelism.tensor'],
    fixed: serve('Qwen/Qwen2.5-3B', { contextLength: 4096, parallelism: { tensor: 2 } }),
  },
  {
    rule: 'inference/engine-quantization',
    when: 'LMDeploy is asked for bitsandbytes',
    broken: set({ engine: 'lmdeploy', quantization: 'bnb' }),
    at: ['inference[0].quantization'],
    fixed: set({ engine: 'vllm', quantization: 'bnb' }),
  },
  {
    rule: 'inference/gpu-quantization',
    when: 'A10G is asked for FP8',
    broken: set({ quantization: 'fp8' }),
    at: ['inference[0].quantization'],
    fixed: (spec) => {
      spec.pools[0].instanceTypes = ['g6.12xlarge', 'g6.24xlarge'];
      chat(spec).quantization = 'fp8';
    },
  },
  {
    rule: 'inference/fp8-cache',
    when: 'A10G is asked for a cache in 8 bits',
    broken: set({ kvCache: 'fp8' }),
    at: ['inference[0].kvCache'],
    fixed: (spec) => {
      spec.pools[0].instanceTypes = ['g6.12xlarge', 'g6.24xlarge'];
      chat(spec).kvCache = 'fp8';
    },
  },
  {
    rule: 'inference/not-quantized',
    when: 'AWQ is expected of 16-bit weights',
    broken: serve('Qwen/Qwen2.5-7B-Instruct', { quantization: 'awq' }),
    at: ['inference[0].quantization'],
    fixed: serve('Qwen/Qwen2.5-7B-Instruct-AWQ', { quantization: 'awq' }),
  },
  {
    // Only its owner knows what it holds.
    rule: 'inference/not-quantized',
    when: 'LMDeploy is told of a checkpoint that the catalog does not know',
    broken: serve('acme/qwen-support', { engine: 'lmdeploy', quantization: 'awq' }),
    at: ['inference[0].quantization'],
    fixed: serve('acme/qwen-support-awq', { engine: 'lmdeploy', quantization: 'awq' }),
  },
  {
    rule: 'inference/quantized-format',
    when: 'LMDeploy is told of AWQ and the weights have 16 bits',
    broken: serve('Qwen/Qwen2.5-7B-Instruct', { engine: 'lmdeploy', quantization: 'awq' }),
    at: ['inference[0].quantization'],
    fixed: serve('Qwen/Qwen2.5-7B-Instruct', { engine: 'lmdeploy' }),
  },
  {
    rule: 'inference/quantized-format',
    when: 'LMDeploy is told of FP8, which it cannot make',
    broken: (spec) => {
      spec.pools[0].instanceTypes = ['g6.12xlarge', 'g6.24xlarge'];
      serve('Qwen/Qwen2.5-7B-Instruct', { engine: 'lmdeploy', quantization: 'fp8' })(spec);
    },
    at: ['inference[0].quantization'],
    fixed: (spec) => {
      spec.pools[0].instanceTypes = ['g6.12xlarge', 'g6.24xlarge'];
      serve('Qwen/Qwen2.5-7B-Instruct', { engine: 'vllm', quantization: 'fp8' })(spec);
    },
  },
  {
    rule: 'inference/export-mismatch',
    when: 'a job exports AWQ and the service expects 16 bits',
    broken: (spec) => {
      spec.training[0].export = { quantization: 'awq', bits: 4 };
    },
    at: ['inference[1].quantization'],
    fixed: (spec) => {
      spec.training[0].export = { quantization: 'awq', bits: 4 };
      tuned(spec).quantization = 'awq';
    },
  },
  {
    rule: 'inference/adapter-format',
    when: 'Megatron has written the adapter',
    broken: (spec) => {
      spec.training[0].parallelism = { strategy: 'megatron', tensor: 4 };
      chat(spec).adapters = [{ name: 'support', training: 'dpo' }];
    },
    at: ['inference[0].adapters[0].training'],
    fixed: (spec) => {
      spec.training[0].parallelism = 'ddp';
      chat(spec).adapters = [{ name: 'support', training: 'dpo' }];
    },
  },
  {
    rule: 'inference/reward-model',
    when: 'the job makes one',
    broken: (spec) => {
      spec.training[0].method = 'rm';
    },
    at: ['inference[1].model.training'],
    fixed: (spec) => {
      spec.training[0].method = 'orpo';
    },
  },
  {
    rule: 'inference/moving-revision',
    when: 'pods choose the revision themselves',
    broken: (spec) => {
      tuned(spec).model = { training: 'dpo' };
    },
    at: ['inference[1].model.training'],
    fixed: (spec) => {
      tuned(spec).model = { training: 'dpo', revision: 'dpo-1a2b' };
    },
  },
  {
    rule: 'inference/moving-revision',
    when: 'it is the same with an adapter',
    broken: (spec) => {
      chat(spec).adapters = [{ name: 'support', training: 'dpo' }];
    },
    at: ['inference[0].adapters[0].training'],
    fixed: (spec) => {
      chat(spec).adapters = [{ name: 'support', training: 'dpo', revision: 'dpo-1a2b' }];
    },
  },
  {
    rule: 'inference/moving-revision',
    when: 'a service that is asked about candidates shows what has been promoted',
    broken: (spec) => {
      tuned(spec).model = { training: 'dpo' };
      spec.training[0].evaluate = { benchmarks: ['mmlu'], service: 'chat' };
    },
    at: ['inference[1].model.training'],
    fixed: (spec) => {
      tuned(spec).model = { training: 'dpo' };
      spec.training[0].evaluate = { benchmarks: ['mmlu'], service: 'tuned' };
    },
  },
  {
    rule: 'inference/adapter-training',
    when: 'the job trains all weights',
    broken: (spec) => {
      spec.training[0].tuner = 'full';
      chat(spec).adapters = [{ name: 'support', training: 'dpo' }];
    },
    at: ['inference[0].adapters[0].training'],
    fixed: set({ adapters: [{ name: 'support', training: 'dpo' }] }),
  },
  {
    rule: 'inference/duplicate-adapter',
    when: 'an adapter is called like its service',
    broken: set({ adapters: [{ name: 'chat', training: 'dpo' }] }),
    at: ['inference[0].adapters[0].name'],
    fixed: set({ adapters: [{ name: 'support', training: 'dpo' }] }),
  },
  {
    rule: 'inference/owned-argument',
    when: 'an argument is set by Ninefold',
    broken: set({ extraArgs: ['--tensor-parallel-size', '2'] }),
    at: ['inference[0].extraArgs[0]'],
    fixed: set({ extraArgs: ['--max-num-seqs', '64'] }),
  },
  {
    rule: 'inference/argument-form',
    when: 'the first argument has no hyphens',
    broken: set({ extraArgs: ['max-num-seqs', '64'] }),
    at: ['inference[0].extraArgs[0]'],
    fixed: set({ extraArgs: ['--max-num-seqs', '64'] }),
  },
  {
    rule: 'inference/secret-argument',
    when: 'a key is written as an argument',
    broken: set({ extraArgs: ['--hf-token', 'hf_x'] }),
    at: ['inference[0].extraArgs[0]'],
    fixed: set({ extraArgs: ['--max-num-seqs', '64'] }),
  },
  {
    rule: 'inference/open-endpoint',
    when: 'a public service has no key',
    broken: (spec) => {
      delete chat(spec).apiKey;
    },
    at: ['inference[0].name'],
    fixed: (spec) => {
      delete tuned(spec).apiKey;
      tuned(spec).exposure = 'internal';
    },
  },
  {
    rule: 'inference/scaling-target',
    when: 'a replica is asked to hold more than its cache',
    broken: set({ contextLength: 4096, parallelism: { tensor: 2 }, scaling: { on: 'running', target: 500 } }),
    at: ['inference[0].scaling.target'],
    fixed: set({ contextLength: 4096, parallelism: { tensor: 2 }, scaling: { on: 'running', target: 4 } }),
  },
  {
    rule: 'inference/cache-target',
    when: 'a full cache is the target',
    broken: set({ scaling: { on: 'cache', target: 100 } }),
    at: ['inference[0].scaling.target'],
    fixed: set({ scaling: { on: 'cache', target: 80 } }),
  },
  {
    rule: 'inference/spot-stream',
    when: 'an answer may take longer than the notice of Spot',
    broken: (spec) => {
      spec.pools[0].capacity = 'spot';
      tuned(spec).tier = 'sheddable';
    },
    at: ['inference[0].maxStream'],
    fixed: (spec) => {
      spec.pools[0].capacity = 'spot';
      tuned(spec).tier = 'sheddable';
      chat(spec).maxStream = '90s';
    },
  },
  {
    rule: 'inference/stream-limit',
    when: 'an answer may take longer than an hour',
    broken: set({ maxStream: '2h' }),
    at: ['inference[0].maxStream'],
    fixed: set({ maxStream: '1h' }),
  },
  {
    rule: 'inference/recovery-by-loading',
    when: 'the only replica loads for longer than recovery may take',
    broken: (spec) => {
      spec.objectives = { recovery: '2m' };
      chat(spec).replicas = { min: 1, max: 12 };
    },
    at: ['inference[0].replicas.min'],
    fixed: (spec) => {
      spec.objectives = { recovery: '2m' };
    },
  },
  {
    rule: 'inference/argument-value',
    when: 'a number is a word',
    broken: set({ extraArgs: ['--max-num-seqs', 'many'] }),
    at: ['inference[0].extraArgs[0]'],
    fixed: set({ extraArgs: ['--max-num-seqs', '64'] }),
  },
  {
    rule: 'inference/argument-value',
    when: 'the value is missing',
    broken: set({ extraArgs: ['--seed', '--enforce-eager'] }),
    at: ['inference[0].extraArgs[0]'],
    fixed: set({ extraArgs: ['--seed=7', '--enforce-eager'] }),
  },
  {
    rule: 'inference/argument-value',
    when: 'a switch has a value',
    broken: set({ extraArgs: ['--enforce-eager', 'true'] }),
    at: ['inference[0].extraArgs[0]'],
    fixed: set({ extraArgs: ['--enforce-eager'] }),
  },
  {
    rule: 'inference/misspelt-argument',
    when: 'a letter is missing',
    broken: set({ extraArgs: ['--max-num-seq', '64'] }),
    at: ['inference[0].extraArgs[0]'],
    fixed: set({ extraArgs: ['--max_num_seqs', '64', '--no-enforce-eager', '--something-new', 'x'] }),
  },
  {
    rule: 'inference/unknown-argument',
    when: 'nothing like it is known',
    broken: set({ extraArgs: ['--something-new', 'x', '--compilation-config.level', '3'] }),
    at: ['inference[0].extraArgs[0]'],
    fixed: set({ extraArgs: ['--max-num-batched-tokens', '8k', '--compilation-config.level', '3', '--seed=7'] }),
  },
  {
    rule: 'inference/owned-argument',
    when: 'an argument is another name of one that Ninefold sets',
    broken: (spec) => {
      tuned(spec).extraArgs = ['--tp', '2'];
    },
    at: ['inference[1].extraArgs[0]'],
    fixed: (spec) => {
      tuned(spec).extraArgs = ['--max-running-requests', '64'];
    },
  },
  {
    rule: 'inference/startup-limit',
    when: 'a start is ended before the weights are loaded',
    broken: set({ startupLimit: '1m' }),
    at: ['inference[0].startupLimit'],
    fixed: set({ startupLimit: '20m' }),
  },
  {
    rule: 'inference/rocm',
    when: 'the GPUs are those of AMD that EC2 has',
    broken: (spec) => {
      spec.pools[0].instanceTypes = ['g4ad.16xlarge'];
    },
    at: ['inference[0].pool', 'inference[1].pool'],
    fixed: (spec) => {
      spec.pools[0].instanceTypes = ['g4dn.12xlarge'];
    },
  },
  {
    rule: 'inference/cooldown',
    when: 'a replica goes faster than it comes',
    broken: set({ scaling: { cooldown: '30s' } }),
    at: ['inference[0].scaling.cooldown'],
    fixed: set({ scaling: { cooldown: '5m' } }),
  },
  {
    rule: 'inference/cooldown-limit',
    when: 'a replica stays for two hours without need',
    broken: set({ scaling: { cooldown: '2h' } }),
    at: ['inference[0].scaling.cooldown'],
    fixed: set({ scaling: { cooldown: '1h' } }),
  },
  // Canaries are judged like services, at their own fields.
  {
    rule: 'inference/does-not-fit',
    when: 'the model of a canary takes more than the GPUs have',
    broken: (spec) => {
      spec.models.push({ name: 'other', source: 'hf://Qwen/Qwen2.5-72B', revision: 'v1' });
      chat(spec).canary = { weight: 10, model: 'other', parallelism: { tensor: 4 } };
    },
    at: ['inference[0].canary'],
    fixed: (spec) => {
      spec.models.push({ name: 'other', source: 'hf://Qwen/Qwen2.5-14B', revision: 'v1' });
      chat(spec).canary = { weight: 10, model: 'other', parallelism: { tensor: 4 } };
    },
  },
  {
    rule: 'inference/engine-quantization',
    when: 'the engine of a canary lacks the quantisation of its service',
    broken: set({ quantization: 'bnb', canary: { weight: 10, engine: 'lmdeploy' } }),
    at: ['inference[0].canary'],
    fixed: set({ quantization: 'bnb', canary: { weight: 10, engine: 'sglang' } }),
  },
  {
    rule: 'inference/argument-value',
    when: 'an argument of a canary has no value',
    broken: set({ canary: { weight: 10, engine: 'sglang', extraArgs: ['--max-running-requests'] } }),
    at: ['inference[0].canary.extraArgs[0]'],
    fixed: set({ canary: { weight: 10, engine: 'sglang', extraArgs: ['--max-running-requests', '64'] } }),
  },
  {
    rule: 'inference/context-limit',
    when: 'the canary knows a shorter context than its service',
    broken: (spec) => {
      spec.models.push({ name: 'other', source: 'hf://Qwen/Qwen2.5-7B-Instruct', revision: 'v1' });
      Object.assign(chat(spec), { model: 'other', contextLength: 32768, canary: { weight: 10, model: 'short' } });
      spec.models.push({ name: 'short', source: 'hf://meta-llama/Llama-2-7b-hf', revision: 'v1' });
    },
    at: ['inference[0].canary'],
    fixed: (spec) => {
      spec.models.push({ name: 'other', source: 'hf://Qwen/Qwen2.5-7B-Instruct', revision: 'v1' });
      Object.assign(chat(spec), { model: 'other', contextLength: 4096, canary: { weight: 10, model: 'short' } });
      spec.models.push({ name: 'short', source: 'hf://meta-llama/Llama-2-7b-hf', revision: 'v1' });
    },
  },
];

describe('inference rules', () => testRules(inferenceRules, cases));

it('does not compare an adapter with a model that the spec lacks', () => {
  const spec = specWith((changed) => {
    chat(changed).model = { training: 'missing' };
    chat(changed).adapters = [
      { name: 'support', training: 'dpo' },
      { name: 'lost', training: 'missing' },
    ];
  });
  // A job that is not there is the finding of structure/unknown-training.
  expect(adapterTraining.check(subjectOf(spec))).toEqual([]);
});
