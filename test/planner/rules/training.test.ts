import { trainingRules } from '../../../planner/rules/training';
import { doesNotFit } from '../../../planner/rules/training/does-not-fit';
import { mixtureWithoutMegatron } from '../../../planner/rules/training/mixture-without-megatron';
import { type RuleCase, type Spec, specWith, subjectOf, testRules, violationsOf } from '../../support/spec';
import { commandCases } from './training-command-cases';

/** The base spec's only job: Qwen-7B, LoRA, DPO, on two nodes with eight A100 of 40 GB each. */
const job = (spec: Spec) => spec.training[0];

function setParallelism(parallelism: unknown, more: Spec = {}) {
  return (spec: Spec) => {
    Object.assign(job(spec), { parallelism }, more);
  };
}

/** A mixture of experts in the place of the base spec's model. */
function mixture(spec: Spec, more: Spec = {}): void {
  spec.models[0].source = 'modelscope://Qwen/Qwen3-30B-A3B';
  Object.assign(job(spec), more);
}

/** The evaluation asks a service, of which something is changed. */
function asks(name: string, model: Spec, more: Spec = {}) {
  return (spec: Spec) => {
    job(spec).evaluate = { benchmarks: ['mmlu'], service: name };
    const service = spec.inference.find((candidate: Spec) => candidate.name === name);
    if (typeof service.model === 'object') Object.assign(service.model, model);
    Object.assign(service, more);
  };
}

const cases: readonly RuleCase[] = [
  ...commandCases,
  {
    rule: 'training/secret-unused',
    when: 'all data lies in buckets',
    broken: (spec) => {
      spec.training[0].secret = 'prod/huggingface';
    },
    at: ['training[0].secret'],
    fixed: (spec) => {
      spec.training[0].secret = 'prod/huggingface';
      spec.training[0].validation = { dataset: ['hf://acme/preferences'] };
    },
  },
  {
    rule: 'training/does-not-fit',
    when: 'all weights of a model are trained without splitting anything',
    broken: setParallelism('zero1', { tuner: 'full' }),
    at: ['training[0]'],
    fixed: setParallelism('zero3', { tuner: 'full', hyperparameters: { sequenceLength: 2048 } }),
  },
  {
    rule: 'training/tight',
    when: 'gaps between varying lengths may take the last gigabytes',
    broken: setParallelism('zero3', { tuner: 'full', hyperparameters: { sequenceLength: 5120 }, nodes: 2 }),
    at: ['training[0]'],
    fixed: setParallelism('zero3', { tuner: 'full', hyperparameters: { sequenceLength: 1024 }, nodes: 2 }),
  },
  {
    rule: 'training/host-memory',
    when: 'a large model is offloaded to one node',
    broken: (spec) => {
      spec.models[0].like = 'Qwen/Qwen-72B';
      Object.assign(job(spec), { tuner: 'full', nodes: 1, parallelism: { strategy: 'zero3', offload: 'cpu' } });
    },
    at: ['training[0].parallelism'],
    fixed: setParallelism({ strategy: 'zero3', offload: 'cpu' }, { tuner: 'full', nodes: 1 }),
  },
  {
    rule: 'training/unknown-architecture',
    when: 'the catalog does not know the model',
    broken: (spec) => {
      spec.models[0].source = 's3://acme/models/own';
    },
    at: ['models[0].source'],
    fixed: (spec) => {
      spec.models[0].source = 's3://acme/models/own';
      spec.models[0].like = 'Qwen/Qwen2.5-7B-Instruct';
    },
  },
  {
    rule: 'training/world-size',
    when: 'the degrees do not divide the GPUs',
    broken: setParallelism({ strategy: 'megatron', tensor: 4, pipeline: 3 }),
    at: ['training[0].parallelism'],
    fixed: setParallelism({ strategy: 'megatron', tensor: 4, pipeline: 2 }),
  },
  {
    rule: 'training/tensor-within-node',
    when: 'a layer is split over two nodes',
    broken: setParallelism({ strategy: 'megatron', tensor: 16 }),
    at: ['training[0].parallelism.tensor'],
    fixed: setParallelism({ strategy: 'megatron', tensor: 8 }),
  },
  {
    rule: 'training/tensor-shape',
    when: 'heads cannot be split',
    broken: (spec) => {
      spec.models[0].like = 'Qwen/Qwen2.5-7B'; // 28 heads
      job(spec).parallelism = { strategy: 'megatron', tensor: 8 };
    },
    at: ['training[0].parallelism.tensor'],
    fixed: (spec) => {
      spec.models[0].like = 'Qwen/Qwen2.5-7B';
      job(spec).parallelism = { strategy: 'megatron', tensor: 4 };
    },
  },
  {
    rule: 'training/pipeline-shape',
    when: 'the last stage would have no layers',
    broken: setParallelism({ strategy: 'megatron', pipeline: 30 }),
    at: ['training[0].parallelism.pipeline'],
    fixed: setParallelism({ strategy: 'megatron', pipeline: 16 }),
  },
  {
    rule: 'training/expert-shape',
    when: 'a dense model has no experts to split',
    broken: setParallelism({ strategy: 'megatron', expert: 8 }),
    at: ['training[0].parallelism.expert'],
    fixed: (spec) => mixture(spec, { parallelism: { strategy: 'megatron', expert: 8 } }),
  },
  {
    rule: 'training/expert-shape',
    when: 'the experts cannot be split evenly',
    broken: (spec) => mixture(spec, { parallelism: { strategy: 'megatron', expert: 3 } }),
    at: ['training[0].parallelism.expert'],
    fixed: (spec) => mixture(spec, { parallelism: { strategy: 'megatron', expert: 4 } }),
  },
  {
    rule: 'training/strategy',
    when: 'Megatron does not have the method',
    broken: setParallelism({ strategy: 'megatron' }, { method: 'orpo' }),
    at: ['training[0].parallelism.strategy'],
    fixed: setParallelism('zero2', { method: 'orpo' }),
  },
  {
    rule: 'training/strategy',
    when: 'quantised weights would have to be split',
    broken: setParallelism('zero3', { tuner: 'qlora' }),
    at: ['training[0].parallelism'],
    fixed: setParallelism('ddp', { tuner: 'qlora' }),
  },
  {
    rule: 'training/degrees',
    when: 'DeepSpeed is asked to split layers',
    broken: setParallelism({ strategy: 'zero3', tensor: 4 }),
    at: ['training[0].parallelism.tensor'],
    fixed: setParallelism({ strategy: 'zero3', context: 4 }),
  },
  {
    rule: 'training/offload',
    when: 'FSDP is asked to offload',
    broken: setParallelism({ strategy: 'fsdp', offload: 'cpu' }),
    at: ['training[0].parallelism.offload'],
    fixed: setParallelism({ strategy: 'zero3', offload: 'cpu' }),
  },
  {
    rule: 'training/offload',
    when: 'ZeRO-2 is asked to offload parameters',
    broken: setParallelism({ strategy: 'zero2', offload: 'cpu' }),
    at: ['training[0].parallelism.offload'],
    fixed: setParallelism({ strategy: 'zero2', offload: 'optimizer' }),
  },
  {
    rule: 'training/sequence-limit',
    when: 'sequences are longer than the model knows',
    broken: (spec) => {
      job(spec).hyperparameters = { sequenceLength: 65536 };
    },
    at: ['training[0].hyperparameters.sequenceLength'],
    fixed: (spec) => {
      job(spec).hyperparameters = { sequenceLength: 32768 };
    },
  },
  {
    rule: 'training/kto-batch',
    when: 'a step has one sample',
    broken: (spec) => {
      spec.pools[0].instanceTypes = ['g5.xlarge', 'g5.2xlarge'];
      Object.assign(job(spec), {
        method: 'kto',
        pool: 'serve',
        nodes: 1,
        hyperparameters: { gradientAccumulation: 1 },
      });
    },
    at: ['training[0].hyperparameters.gradientAccumulation'],
    fixed: (spec) => {
      spec.pools[0].instanceTypes = ['g5.xlarge', 'g5.2xlarge'];
      Object.assign(job(spec), {
        method: 'kto',
        pool: 'serve',
        nodes: 1,
        hyperparameters: { gradientAccumulation: 2 },
      });
    },
  },
  {
    rule: 'training/half-precision',
    when: 'the GPUs have no bfloat16',
    broken: (spec) => {
      spec.pools[1].instanceTypes = ['g4dn.12xlarge'];
    },
    at: ['training[0].pool'],
    fixed: (spec) => {
      spec.pools[1].instanceTypes = ['g5.12xlarge'];
    },
  },
  {
    rule: 'training/mixture-without-megatron',
    when: 'a mixture is trained by ZeRO-3',
    broken: (spec) => mixture(spec, { parallelism: 'zero3' }),
    at: ['training[0].parallelism'],
    fixed: (spec) => mixture(spec, { parallelism: 'auto', checkpoints: { storage: 'lustre' } }),
  },
  {
    rule: 'training/packing-method',
    when: 'the method cannot tell packed samples apart',
    broken: (spec) => {
      Object.assign(job(spec), { method: 'orpo', hyperparameters: { packing: true } });
    },
    at: ['training[0].hyperparameters.packing'],
    fixed: (spec) => {
      Object.assign(job(spec), { method: 'dpo', hyperparameters: { packing: true } });
    },
  },
  {
    rule: 'training/evaluate-service',
    when: 'the service serves the model as it was before',
    broken: asks('chat', {}),
    at: ['training[0].evaluate.service'],
    fixed: asks('tuned', { revision: undefined }),
  },
  {
    rule: 'training/evaluate-service',
    when: 'the service stays with an older revision',
    broken: asks('tuned', {}),
    at: ['training[0].evaluate.service'],
    fixed: asks('tuned', { revision: undefined }),
  },
  {
    rule: 'training/evaluate-service-public',
    when: 'users ask the same service',
    broken: asks('tuned', { revision: undefined }),
    at: ['training[0].evaluate.service'],
    fixed: asks('tuned', { revision: undefined }, { exposure: 'internal' }),
  },
  {
    rule: 'training/evaluate-service-away',
    when: 'the service may have no replica',
    broken: asks('tuned', { revision: undefined }, { exposure: 'internal', replicas: { min: 0, max: 2 } }),
    at: ['training[0].evaluate.service'],
    fixed: asks('tuned', { revision: undefined }, { exposure: 'internal', replicas: { min: 1, max: 2 } }),
  },
  {
    rule: 'training/evaluate-service-away',
    when: 'the service runs in another region',
    broken: (spec) => {
      spec.pools[0].regions = ['us-west-2', 'eu-west-1'];
      asks('tuned', { revision: undefined })(spec);
    },
    at: ['training[0].evaluate.service'],
    fixed: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'eu-west-1'];
      asks('tuned', { revision: undefined })(spec);
    },
  },
  {
    rule: 'training/export-bits',
    when: 'AWQ is asked for eight bits',
    broken: (spec) => {
      job(spec).export = { quantization: 'awq', bits: 8 };
    },
    at: ['training[0].export.bits'],
    fixed: (spec) => {
      job(spec).export = { quantization: 'awq', bits: 4 };
    },
  },
  {
    rule: 'training/export-bits',
    when: 'the width is left open',
    broken: (spec) => {
      job(spec).export = { quantization: 'gptq' };
    },
    at: ['training[0].export'],
    fixed: (spec) => {
      job(spec).export = { quantization: 'fp8' };
    },
  },
];

describe('training rules', () => {
  testRules(trainingRules, cases);

  it('names changes after which a job fits, the smallest first', () => {
    const spec = specWith(setParallelism('zero1', { tuner: 'full', hyperparameters: { sequenceLength: 2048 } }));
    expect(violationsOf(spec, trainingRules)).toEqual({ 'training/does-not-fit': ['training[0]'] });
    // ZeRO-2 would still keep all weights and those of the reference model on each GPU.
    expect(doesNotFit.check(subjectOf(spec)).map(({ fix }) => fix)).toEqual([
      'it would fit with ZeRO-1 → ZeRO-3, or ZeRO-1 → ZeRO-3 with the optimizer in host memory, or ZeRO-1 → ZeRO-3 with optimizer and parameters in host memory',
    ]);
  });
});

describe('a mixture of experts without Megatron', () => {
  const fixFor = (parallelism: string, storage: Spec) => {
    const spec = specWith((spec: Spec) => {
      mixture(spec, { parallelism });
      spec.storage = storage;
    });
    return mixtureWithoutMegatron.check(subjectOf(spec)).map(({ fix }) => fix);
  };

  it('is told only what it has not done yet', () => {
    expect(fixFor('zero3', { lustre: { capacity: '4800GiB' } })).toEqual([
      'set parallelism to auto and checkpoints.storage to lustre',
    ]);
    expect(fixFor('auto', {})).toEqual([
      'set checkpoints.storage to lustre, and add a file system: storage: { lustre: { capacity: 4800GiB } }',
    ]);
  });
});
