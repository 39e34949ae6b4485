import { followUpSteps } from '../../../planner/training/follow-up-steps';
import { environmentOf, type Spec } from '../../support/spec';

const steps = (job: Spec) =>
  followUpSteps(
    environmentOf((spec) => {
      spec.inference[1].model = { training: 'dpo' };
      Object.assign(spec.training[0], job);
    }).training[0]?.after ?? { checkpoint: '' },
  );
const scored = { benchmarks: ['mmlu'], gate: { mmlu: 0.5 } };
const awq = { quantization: 'awq', bits: 4 };

describe('what follows a training', () => {
  it('registers what is whole already', () => {
    expect(steps({ tuner: 'full' })).toEqual(['register']);
  });

  it('judges adapters in the weights, before they are quantised', () => {
    expect(steps({ tuner: 'lora', evaluate: scored, export: awq })).toEqual([
      'merge',
      'evaluate',
      'gate',
      'export',
      'register',
    ]);
  });

  it('has no gate where nothing is asked for', () => {
    expect(steps({ tuner: 'full', evaluate: { benchmarks: ['mmlu'] } })).toEqual(['evaluate', 'register']);
  });

  it('asks a service when that has loaded the export', () => {
    expect(steps({ tuner: 'lora', evaluate: { ...scored, service: 'tuned' }, export: awq })).toEqual([
      'merge',
      'export',
      'stage',
      'evaluate',
      'gate',
      'register',
    ]);
  });
});

describe('the evaluation on a service', () => {
  const job = environmentOf((spec) => {
    spec.inference[1].model = { training: 'dpo' };
    spec.training[0].evaluate = { benchmarks: ['mmlu', 'ceval'], limit: 20, service: 'tuned' };
  });

  it('asks it by its name and key, without GPUs', () => {
    expect(job.training[0]?.after.evaluate).toMatchObject({
      program: ['evalscope', 'eval'],
      args: [
        ...['--model', 'tuned', '--api-url', 'http://tuned.inference.svc/v1', '--api-key', '$(EVAL_API_KEY)'],
        ...['--eval-type', 'openai_api', '--datasets', 'mmlu', 'ceval', '--limit', '20', '--eval-batch-size', '16'],
        ...['--generation-config', '{"max_tokens":2048,"temperature":0,"timeout":600}'],
        ...['--work-dir', '/output/evaluation/native', '--no-timestamp'],
      ],
      retryArgs: ['--use-cache', '/output/evaluation/native'],
      gpus: 0,
      asks: { service: 'tuned', hasApiKey: true },
      reports: {
        mmlu: '/output/evaluation/native/reports/tuned/mmlu.json',
        ceval: '/output/evaluation/native/reports/tuned/ceval.json',
      },
    });
  });

  it('makes the service follow what waits for its verdict, and no other one', () => {
    expect(job.inference[1]?.model).toEqual({ training: 'dpo', revision: { newest: 'candidate' } });
    const others = environmentOf((spec) => {
      spec.inference[1].model = { training: 'dpo' };
    });
    expect(others.inference[1]?.model).toEqual({ training: 'dpo', revision: { newest: 'promoted' } });
  });
});

describe('a job whose adapters are served', () => {
  it('does not run on Megatron unless the spec says so', () => {
    const planned = (spec: Spec) => {
      spec.models[0] = { ...spec.models[0], source: 'hf://meta-llama/Llama-3.1-8B' };
      spec.training[0].checkpoints = { storage: 'lustre' };
    };
    expect(environmentOf(planned).training[0]?.parallel.strategy).toBe('megatron');
    const served = environmentOf((spec) => {
      planned(spec);
      spec.inference[0].adapters = [{ name: 'style', training: 'dpo' }];
    });
    expect(served.training[0]?.parallel.strategy).not.toBe('megatron');
  });
});

describe('a job on several nodes', () => {
  it('runs on Megatron only where they share what they save to', () => {
    const strategyWith = (storage: string) =>
      environmentOf((spec) => {
        spec.models[0] = { ...spec.models[0], source: 'hf://meta-llama/Llama-3.1-8B' };
        spec.training[0].checkpoints = { storage };
      }).training[0]?.parallel.strategy;
    expect([strategyWith('s3'), strategyWith('lustre')]).toEqual([expect.not.stringMatching('megatron'), 'megatron']);
  });
});
