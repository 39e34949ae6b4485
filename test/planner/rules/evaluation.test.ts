import { evaluationRules } from '../../../planner/rules/evaluation';
import { queueRules } from '../../../planner/rules/queues';
import { structureRules } from '../../../planner/rules/structure';
import { type RuleCase, type Spec, specWith, testRules, violationsOf } from '../../support/spec';

/** The base spec with a pool for evaluations, and one of them. */
function evaluated(evaluation: Spec, change: (spec: Spec) => void = () => {}) {
  return (spec: Spec) => {
    spec.pools.push({ name: 'evaluate', instanceTypes: ['g5.12xlarge'], capacity: 'spot', nodes: { min: 0, max: 2 } });
    spec.evaluation = [{ name: 'scores', benchmarks: ['mmlu'], ...evaluation }];
    change(spec);
  };
}
const ofModel = (more: Spec = {}, change?: (spec: Spec) => void) =>
  evaluated({ model: 'qwen', pool: 'evaluate', ...more }, change);
const ofService = (more: Spec = {}, change?: (spec: Spec) => void) => evaluated({ service: 'chat', ...more }, change);

/** The base spec's job, evaluated. */
const afterTraining = (evaluate: Spec) => (spec: Spec) => {
  spec.training[0].evaluate = evaluate;
};

function large(name: string) {
  return (spec: Spec) => {
    spec.models[0] = { name: 'qwen', source: `hf://${name}`, revision: 'v1' };
  };
}

const cases: readonly RuleCase[] = [
  {
    rule: 'evaluation/unknown-benchmark',
    when: 'a benchmark of an evaluation is misspelled',
    broken: ofModel({ benchmarks: ['gsm8k', 'mmlu_por'] }),
    at: ['evaluation[0].benchmarks[1]'],
    fixed: ofModel({ benchmarks: ['gsm8k', 'mmlu_pro'] }),
  },
  {
    rule: 'evaluation/unknown-benchmark',
    when: 'a benchmark after a training is misspelled',
    broken: afterTraining({ benchmarks: ['mmlo'] }),
    at: ['training[0].evaluate.benchmarks[0]'],
    fixed: afterTraining({ benchmarks: ['mmlu'] }),
  },
  {
    rule: 'evaluation/judged-benchmark',
    when: 'the answers need a judge',
    broken: ofService({ benchmarks: ['alpaca_eval'] }),
    at: ['evaluation[0].benchmarks[0]'],
    fixed: ofService({ benchmarks: ['ifeval'] }),
  },
  {
    rule: 'evaluation/judged-benchmark',
    when: 'answers after a training need a judge',
    broken: afterTraining({ benchmarks: ['arena_hard'] }),
    at: ['training[0].evaluate.benchmarks[0]'],
    fixed: afterTraining({ benchmarks: ['ceval'] }),
  },
  {
    rule: 'evaluation/gate-benchmark',
    when: 'the gate judges what is not run',
    broken: ofModel({ gate: { ceval: 0.5 } }),
    at: ['evaluation[0].gate.ceval'],
    fixed: ofModel({ benchmarks: ['mmlu', 'ceval'], gate: { ceval: 0.5 } }),
  },
  {
    rule: 'evaluation/gate-benchmark',
    when: 'the gate of a training judges what is not run',
    broken: afterTraining({ benchmarks: ['mmlu'], gate: { ceval: 0.5 } }),
    at: ['training[0].evaluate.gate.ceval'],
    fixed: afterTraining({ benchmarks: ['mmlu', 'ceval'], gate: { ceval: 0.5 } }),
  },
  {
    rule: 'evaluation/does-not-fit',
    when: 'a node of the pool does not hold the weights',
    broken: ofModel({}, large('Qwen/Qwen2.5-72B')),
    at: ['evaluation[0].pool'],
    fixed: ofModel({}, large('Qwen/Qwen2.5-14B')),
  },
  {
    rule: 'evaluation/does-not-fit',
    when: 'the weights are trained in parts that one node cannot hold together',
    broken: (spec) => {
      large('Qwen/Qwen2.5-72B')(spec);
      spec.pools[1] = {
        name: 'train',
        regions: ['us-east-1'],
        instanceTypes: ['g5.12xlarge'],
        nodes: { min: 2, max: 2 },
      };
      spec.training[0].evaluate = { benchmarks: ['mmlu'] };
    },
    at: ['training[0].evaluate'],
    fixed: (spec) => {
      large('Qwen/Qwen2.5-14B')(spec);
      spec.pools[1] = {
        name: 'train',
        regions: ['us-east-1'],
        instanceTypes: ['g5.12xlarge'],
        nodes: { min: 2, max: 2 },
      };
      spec.training[0].evaluate = { benchmarks: ['mmlu'] };
    },
  },
  {
    rule: 'evaluation/does-not-fit',
    when: 'the result of a training is not quantised',
    broken: evaluated({ model: { training: 'dpo' }, pool: 'evaluate' }, large('Qwen/Qwen2.5-72B')),
    at: ['evaluation[0].pool'],
    fixed: evaluated({ model: { training: 'dpo' }, pool: 'evaluate' }, (spec) => {
      large('Qwen/Qwen2.5-72B')(spec);
      spec.training[0].export = { quantization: 'awq', bits: 4 };
    }),
  },
  {
    rule: 'evaluation/subject',
    when: 'it names neither a service nor a model',
    broken: evaluated({}),
    at: ['evaluation[0]'],
    fixed: ofService(),
  },
  {
    rule: 'evaluation/subject',
    when: 'it names both',
    broken: ofModel({ service: 'chat' }),
    at: ['evaluation[0].model'],
    fixed: ofModel(),
  },
  {
    rule: 'evaluation/subject',
    when: 'a model has no pool',
    broken: evaluated({ model: 'qwen' }),
    at: ['evaluation[0].model'],
    fixed: ofModel(),
  },
  {
    rule: 'evaluation/subject',
    when: 'a service has a pool and a queue',
    broken: ofService({ pool: 'evaluate', queue: 'training' }),
    at: ['evaluation[0].pool', 'evaluation[0].queue'],
    fixed: ofModel({ queue: 'training' }),
  },
  {
    rule: 'evaluation/service-asleep',
    when: 'the service may have no replica',
    broken: ofService({}, (spec) => {
      spec.inference[0].replicas.min = 0;
    }),
    at: ['evaluation[0].service'],
    fixed: ofService({}, (spec) => {
      spec.inference[0].replicas.min = 1;
    }),
  },
  {
    rule: 'evaluation/region-away',
    when: 'the pool is not in a region that shall start it',
    broken: ofModel({ pool: 'train', regions: ['us-east-1', 'us-west-2'] }),
    at: ['evaluation[0].regions[1]'],
    fixed: ofModel({ regions: ['us-east-1', 'us-west-2'] }),
  },
  {
    rule: 'evaluation/region-away',
    when: 'the service is in a cold region only prepared',
    broken: ofService({ regions: ['eu-west-1'] }, (spec) => {
      spec.regions[2].standby = 'cold';
    }),
    at: ['evaluation[0].regions[0]'],
    fixed: ofService({ regions: ['eu-west-1'] }),
  },
  {
    rule: 'evaluation/name-taken',
    when: 'a training job has the same name',
    broken: ofModel({ name: 'dpo' }),
    at: ['evaluation[0].name'],
    fixed: ofModel({ name: 'chat' }),
  },
  {
    rule: 'evaluation/cron',
    when: 'an hour is none',
    broken: ofService({ run: '0 24 * * *' }),
    at: ['evaluation[0].run'],
    fixed: ofService({ run: '0 23 * * *' }),
  },
  {
    rule: 'evaluation/crowds-out-users',
    when: 'its questions fill the replicas of a public service',
    broken: ofService({ concurrency: 4096 }),
    at: ['evaluation[0].concurrency'],
    fixed: ofService({ concurrency: 2 }),
  },
  {
    rule: 'evaluation/crowds-out-users',
    when: 'the service has users, and not where it is internal',
    broken: ofService({ concurrency: 4096 }),
    at: ['evaluation[0].concurrency'],
    fixed: ofService({ concurrency: 4096 }, (spec) => {
      spec.inference[0].exposure = 'internal';
    }),
  },
  {
    rule: 'evaluation/unknown-architecture',
    when: 'nobody knows the shape of the model',
    broken: evaluated({ model: 'own', pool: 'evaluate' }, (spec) => {
      spec.models.push({ name: 'own', source: 's3://acme/models/own' });
    }),
    at: ['evaluation[0].model'],
    fixed: evaluated({ model: 'own', pool: 'evaluate' }, (spec) => {
      spec.models.push({ name: 'own', source: 's3://acme/models/own', like: 'Qwen/Qwen2.5-7B-Instruct' });
    }),
  },
  {
    rule: 'evaluation/dispatched',
    when: 'its queue sends jobs away',
    broken: ofModel({ queue: 'away' }, (spec) => {
      spec.queues = [{ name: 'away', share: { evaluate: 1 }, dispatch: true }];
    }),
    at: ['evaluation[0].queue'],
    fixed: ofModel({ queue: 'away' }, (spec) => {
      spec.queues = [{ name: 'away', share: { evaluate: 1 } }];
    }),
  },
];

/** What other areas say about an evaluation, and about the nearest one that is right. */
const elsewhere: readonly {
  readonly says: string;
  readonly wrong: (spec: Spec) => void;
  readonly right: (spec: Spec) => void;
  readonly at: string;
}[] = [
  {
    says: 'structure/unknown-service',
    wrong: ofService({ service: 'chatt' }),
    right: ofService(),
    at: 'evaluation[0].service',
  },
  { says: 'structure/unknown-model', wrong: ofModel({ model: 'dpo' }), right: ofModel(), at: 'evaluation[0].model' },
  {
    says: 'structure/unknown-training',
    wrong: ofModel({ model: { training: 'sft' } }),
    right: ofModel({ model: { training: 'dpo' } }),
    at: 'evaluation[0].model.training',
  },
  {
    says: 'structure/unknown-pool',
    wrong: ofModel({ pool: 'evaluation' }),
    right: ofModel(),
    at: 'evaluation[0].pool',
  },
  {
    says: 'structure/unknown-queue',
    wrong: ofModel({ queue: 'team' }),
    right: ofModel({ queue: 'training' }),
    at: 'evaluation[0].queue',
  },
  {
    says: 'structure/unknown-region',
    wrong: ofModel({ regions: ['us-east-2'] }),
    right: ofModel({ regions: ['us-east-1'] }),
    at: 'evaluation[0].regions[0]',
  },
  {
    says: 'structure/duplicate-name',
    wrong: ofModel({}, (spec) => spec.evaluation.push({ name: 'scores', service: 'chat', benchmarks: ['mmlu'] })),
    right: ofModel({}, (spec) => spec.evaluation.push({ name: 'more', service: 'chat', benchmarks: ['mmlu'] })),
    at: 'evaluation[1].name',
  },
  {
    says: 'queues/pool-not-shared',
    wrong: ofModel({ queue: 'team' }, (spec) => {
      spec.queues = [{ name: 'team', share: { train: 1 } }];
    }),
    right: ofModel({ queue: 'team' }, (spec) => {
      spec.queues = [{ name: 'team', share: { evaluate: 0 } }];
    }),
    at: 'evaluation[0].queue',
  },
  {
    says: 'queues/never-admitted',
    wrong: ofModel({ queue: 'team' }, (spec) => {
      spec.queues = [{ name: 'team', share: { evaluate: 0 }, borrow: false }];
    }),
    right: ofModel({ queue: 'team' }, (spec) => {
      spec.queues = [{ name: 'team', share: { evaluate: 1 }, borrow: false }];
    }),
    at: 'evaluation[0].queue',
  },
];

describe('evaluation rules', () => {
  testRules(evaluationRules, cases);

  const others = [...structureRules, ...queueRules];
  it.each(elsewhere)('are completed by $says', ({ says, wrong, right, at }) => {
    expect(violationsOf(specWith(wrong), others)[says]).toEqual([at]);
    expect(violationsOf(specWith(right), others)[says]).toBeUndefined();
  });
});
