import type { CommandStep, RegisterStep } from '../../constructs/training/follow-ups/follow-up-step';
import type { FollowUpsProps } from '../../constructs/training/follow-ups/follow-ups';
import { servedWeights } from '../../stacks/artifacts/served-weights';
import { followUpsOf, restartedBy } from '../../stacks/workloads/follow-ups';
import { jobProps } from '../../stacks/workloads/job-props';
import { environmentOf, type Spec } from '../support/spec';

/** What follows the base spec's job when it is like this. */
function following(change: Spec): FollowUpsProps {
  const environment = environmentOf((spec) => {
    spec.inference[1].model = { training: 'dpo' };
    Object.assign(spec.training[0], change);
  });
  const [job] = environment.training;
  const [region] = environment.regions;
  if (job === undefined || region === undefined) throw new Error('no job');
  return followUpsOf(environment, region, job, jobProps(environment, region, job));
}
const stepOf = <Step extends CommandStep | RegisterStep>({ steps }: FollowUpsProps, name: Step['name']): Step => {
  const step = steps.find((candidate) => candidate.name === name);
  if (step === undefined) throw new Error(`no step ${name}`);
  return step as Step;
};
/** Without the account's part of bucket names, and without hashes. */
const plain = (text: string) =>
  text.replace(/s3:\/\/chat-prod-(\w+)-use1-[0-9a-f]+/g, 's3://$1').replace(/(?<=-)[0-9a-f]{6}(?=\/|$)/g, '#');
const sources = (step: CommandStep) => step.inputs.map(({ prefix, path }) => [plain(prefix), path]);

const lora = {
  tuner: 'lora',
  parallelism: 'ddp',
  evaluate: { benchmarks: ['mmlu'], gate: { mmlu: 0.5 } },
  export: { quantization: 'awq', bits: 4, dataset: ['s3://acme-data/calibration.jsonl'] },
};

describe('the steps after a training', () => {
  it('hand their results on, each in the bucket of its region', () => {
    const steps = following(lora);
    expect(sources(stepOf(steps, 'merge'))).toEqual([
      ['models/qwen/v1.1.9', '/scratch/weights/start/Qwen-7B-Chat'],
      ['final/dpo/<<run>>', '/scratch/checkpoint/Qwen-7B-Chat'],
    ]);
    const merged = [['runs/dpo/<<run>>/after/merged-#', '/output/merged/Qwen-7B-Chat']];
    expect(plain(stepOf<CommandStep>(steps, 'merge').result)).toBe('s3://checkpoints/runs/dpo/<<run>>/after/merged-#');
    expect(sources(stepOf(steps, 'evaluate'))).toEqual(merged);
    expect(sources(stepOf(steps, 'export'))).toEqual(merged);
    expect(sources(stepOf(steps, 'gate'))).toEqual([['evaluations/dpo/<<run>>/scores-#', '/scratch/reports']]);
    expect(stepOf<CommandStep>(steps, 'gate').files).toEqual({
      'gate.gate.json': expect.stringContaining('"mmlu": "native/reports/Qwen-7B-Chat/mmlu.json"'),
    });
  });

  it('bring the data that an export measures on, and nothing else', () => {
    const { data } = stepOf<CommandStep>(following(lora), 'export');
    expect(data).toEqual([{ name: '1-calibration.jsonl', address: 's3://acme-data/calibration.jsonl' }]);
    expect(stepOf<CommandStep>(following(lora), 'merge').data).toEqual([]);
  });

  it('take a part of a node, with memory for the weights at least', () => {
    const { resources } = stepOf<CommandStep>(following(lora), 'merge');
    expect(resources).toEqual({ gpus: 1, cpus: 11, memoryGib: 137 });
  });

  it('register weights and adapters where services look for them', () => {
    const { parts, pointer, revision } = stepOf<RegisterStep>(following(lora), 'register');
    expect(parts.map(({ from, to }) => `${plain(from)} ${plain(to)}`)).toEqual([
      's3://checkpoints/runs/dpo/<<run>>/after/exported-# s3://models/trained/dpo/<<run>>-#/weights',
      's3://checkpoints/final/dpo/<<run>> s3://models/trained/dpo/<<run>>-#/adapters',
    ]);
    expect(plain(pointer)).toBe('s3://models/trained/dpo/promoted');
    const environment = environmentOf((spec) => {
      spec.inference[1].model = { training: 'dpo' };
    });
    const [, tuned] = environment.inference;
    const [region] = environment.regions;
    const weights = tuned && region && servedWeights(environment, region, tuned.model);
    expect(weights).toMatchObject({ pointer: 'trained/dpo/promoted', prefix: 'trained/dpo/<<revision>>/weights' });
    expect(revision).toMatch(/^<<run>>-[0-9a-f]{6}$/);
  });

  it('register a checkpoint that is whole without any other step', () => {
    const steps = following({ tuner: 'full' });
    expect(steps.steps.map(({ name }) => name)).toEqual(['register']);
    expect(stepOf<RegisterStep>(steps, 'register').parts.map(({ from }) => plain(from))).toEqual([
      's3://checkpoints/final/dpo/<<run>>',
    ]);
  });

  it('are not taken for done when they are changed, and the revision changes with the weights only', () => {
    const revisionOf = (change: Spec) => stepOf<RegisterStep>(following({ ...lora, ...change }), 'register').revision;
    const resultOf = (name: CommandStep['name'], change: Spec) =>
      stepOf<CommandStep>(following({ ...lora, ...change }), name).result;
    const gate = { evaluate: { benchmarks: ['mmlu'], gate: { mmlu: 0.6 } } };
    const benchmark = { evaluate: { benchmarks: ['mmlu', 'ceval'], gate: { mmlu: 0.5 } } };
    const bits = { export: { quantization: 'gptq', bits: 8 } };
    expect(resultOf('gate', gate)).not.toBe(resultOf('gate', {}));
    expect(resultOf('evaluate', gate)).toBe(resultOf('evaluate', {}));
    expect(resultOf('evaluate', benchmark)).not.toBe(resultOf('evaluate', {}));
    expect(resultOf('merge', bits)).toBe(resultOf('merge', {}));
    expect([revisionOf(gate), revisionOf(benchmark)]).toEqual([revisionOf({}), revisionOf({})]);
    expect(revisionOf(bits)).not.toBe(revisionOf({}));
  });

  it('stage a result for the service that is asked, and start it anew', () => {
    const environment = environmentOf((spec) => {
      spec.inference[1].model = { training: 'dpo' };
      Object.assign(spec.training[0], lora, { evaluate: { ...lora.evaluate, service: 'tuned' } });
    });
    const asking = following({ ...lora, evaluate: { ...lora.evaluate, service: 'tuned' } });
    const stage = stepOf<RegisterStep>(asking, 'stage');
    expect([plain(stage.pointer), stage.restarts]).toEqual([
      's3://models/trained/dpo/candidate',
      '/apis/apps/v1/namespaces/inference/deployments/tuned',
    ]);
    expect(asking.asks).toMatchObject({ namespace: 'inference', port: 30000, apiKey: 'prod/chat-key' });
    expect(restartedBy(environment, environment.training)).toEqual([
      { namespace: 'inference', kind: 'Deployment', name: 'tuned' },
    ]);
  });
});
