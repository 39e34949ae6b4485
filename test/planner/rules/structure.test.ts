import { structureRules } from '../../../planner/rules/structure';
import { unknownModel } from '../../../planner/rules/structure/unknown-model';
import { type RuleCase, type Spec, specWith, subjectOf, testRules, violationsOf } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'structure/unknown-training',
    when: 'an adapter comes from a job that is not there',
    broken: (spec) => {
      spec.inference[0].adapters = [{ name: 'polite', training: 'dqo' }];
    },
    at: ['inference[0].adapters[0].training'],
    fixed: (spec) => {
      spec.inference[0].adapters = [{ name: 'polite', training: 'dpo' }];
    },
  },
  {
    rule: 'structure/unknown-pool',
    when: 'a training job and a service name pools that are not there',
    broken: (spec) => {
      spec.training[0].pool = 'trian';
      spec.inference[1].pool = 'gpu';
    },
    at: ['training[0].pool', 'inference[1].pool'],
    fixed: (spec) => {
      spec.training[0].pool = 'train';
    },
  },
  {
    rule: 'structure/unknown-model',
    when: 'a training job and a service name models that are not there',
    broken: (spec) => {
      spec.training[0].model = 'qwenn';
      spec.inference[0].model = 'llama';
      spec.inference[0].canary = { weight: 10, model: 'llama-2' };
    },
    at: ['training[0].model', 'inference[0].model', 'inference[0].canary.model'],
    fixed: (spec) => {
      spec.models.push({ name: 'llama', source: 'hf://meta-llama/Llama-3.1-8B-Instruct' });
      spec.inference[0].model = 'llama';
    },
  },
  {
    rule: 'structure/unknown-training',
    when: 'a service serves the result of a job that is not there',
    broken: (spec) => {
      spec.inference[1].model = { training: 'dpoo' };
    },
    at: ['inference[1].model.training'],
    fixed: (spec) => {
      spec.inference[0].model = { training: 'dpo' };
    },
  },
  {
    rule: 'structure/unknown-pool',
    when: 'a queue shares a pool that is not there',
    broken: (spec) => {
      spec.queues = [{ name: 'research', share: { train: 1, constructor: 1 } }];
    },
    at: ['queues[0].share.constructor'],
    fixed: (spec) => {
      spec.queues = [{ name: 'research', share: { train: 1, serve: 1 } }];
    },
  },
  {
    rule: 'structure/unknown-queue',
    when: 'a job waits in a queue that is not there',
    broken: (spec) => {
      spec.queues = [{ name: 'research', share: { train: 2 } }];
      spec.training[0].queue = 'reserch';
    },
    at: ['training[0].queue'],
    fixed: (spec) => {
      spec.queues = [{ name: 'research', share: { train: 2 } }];
      spec.training[0].queue = 'research';
    },
  },
  {
    rule: 'structure/unused-queue',
    when: 'no job waits in a queue',
    broken: (spec) => {
      spec.queues = [{ name: 'research', share: { train: 1 } }];
      spec.training[0].queue = 'training';
    },
    at: ['queues[0].name'],
    // The job is meant for the queue; its misspelt name is the one mistake.
    fixed: (spec) => {
      spec.queues = [{ name: 'research', share: { train: 1 } }];
      spec.training[0].queue = 'reserch';
    },
  },
  {
    rule: 'structure/unknown-service',
    when: 'an evaluation asks a service that is not there',
    broken: (spec) => {
      spec.training[0].evaluate = { benchmarks: ['mmlu'], service: 'turned' };
    },
    at: ['training[0].evaluate.service'],
    fixed: (spec) => {
      spec.training[0].evaluate = { benchmarks: ['mmlu'], service: 'tuned' };
    },
  },
  {
    rule: 'structure/unknown-service',
    when: 'a latency objective names a model instead of a service',
    broken: (spec) => {
      spec.monitoring.slos.push({ service: 'qwen', ttft: '1s', target: 95 });
    },
    at: ['monitoring.slos[1].service'],
    fixed: (spec) => {
      spec.monitoring.slos.push({ service: 'tuned', ttft: '1s', target: 95 });
    },
  },
  {
    rule: 'structure/unknown-region',
    when: 'a pool, the file system and a canary lie in regions that the project does not have',
    broken: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'us-east-2'];
      spec.storage.lustre.regions = ['ap-south-1'];
      spec.inference[0].canary = { weight: 10, engine: 'sglang', regions: ['us-east-1', 'eu-north-1'] };
    },
    at: ['pools[0].regions[1]', 'storage.lustre.regions[0]', 'inference[0].canary.regions[1]'],
    fixed: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'us-west-2'];
    },
  },
  {
    rule: 'structure/duplicate-name',
    when: 'names stand twice in each kind of list',
    broken: (spec) => {
      spec.regions.push({ name: 'us-east-1', cidr: '10.40.0.0/16' });
      spec.pools.push({ ...spec.pools[0] });
      spec.models.push({ ...spec.models[0] });
      spec.training.push({ ...spec.training[0] });
      spec.queues = [
        { name: 'research', share: { train: 1 } },
        { name: 'research', share: { train: 1 } },
      ];
      spec.inference.push({ ...spec.inference[0] });
      spec.modules.push({ ...spec.modules[0] });
      spec.monitoring.receivers.push({ ...spec.monitoring.receivers[1] });
    },
    at: [
      'regions[3].name',
      'pools[2].name',
      'models[1].name',
      'training[1].name',
      'queues[1].name',
      'inference[2].name',
      'modules[1].name',
      'monitoring.receivers[2].name',
    ],
    fixed: (spec) => {
      // The same name in two lists is no clash.
      spec.pools[0].name = 'chat';
      spec.inference[0].pool = 'chat';
      spec.inference[1].pool = 'chat';
    },
  },
  {
    rule: 'structure/unused-pool',
    when: 'nothing runs on a pool',
    broken: (spec) => {
      spec.pools.push({ name: 'spare', instanceTypes: ['g6.xlarge'], nodes: { min: 1, max: 2 } });
    },
    at: ['pools[2].name'],
    fixed: (spec) => {
      spec.pools.push({ name: 'spare', instanceTypes: ['g6.xlarge'], nodes: { min: 1, max: 2 } });
      spec.inference[1].pool = 'spare';
    },
  },
  {
    rule: 'structure/unused-pool',
    when: 'a pool that nothing names stands beside one that everything names',
    broken: (spec) => {
      spec.training[0].pool = 'serve';
    },
    at: ['pools[1].name'],
    // The job is meant for the pool; its misspelt name is the one mistake.
    fixed: (spec) => {
      spec.training[0].pool = 'trian';
    },
  },
  {
    rule: 'structure/unused-model',
    when: 'nothing trains or serves a model',
    broken: (spec) => {
      spec.models.push({ name: 'llama', source: 'hf://meta-llama/Llama-3.1-8B-Instruct' });
    },
    at: ['models[1].name'],
    fixed: (spec) => {
      // A model that is only trained is used.
      spec.inference[0].model = { training: 'dpo' };
    },
  },
];

testRules(structureRules, cases);

it('reports a misspelt region once, where it is defined', () => {
  const spec = specWith((s: Spec) => {
    s.regions[0].name = 'us-esat-1';
  });
  expect(violationsOf(spec, structureRules)).toEqual({});
});

it('tells who names a training job as a model how to serve its result', () => {
  const spec = specWith((s: Spec) => {
    s.inference[1].model = 'dpo';
  });
  expect(check(unknownModel, spec)).toEqual([
    expect.objectContaining({
      message: '"dpo" is a training job, not a model',
      fix: "for the job's result, write { training: dpo }",
    }),
  ]);
});

it('copes with a project that has nothing but a region', () => {
  const spec = {
    apiVersion: 'ninefold/v1alpha1',
    kind: 'Project',
    name: 'bare',
    environment: 'dev',
    owner: 'team',
    regions: [{ name: 'us-east-1', cidr: '10.10.0.0/16' }],
  };
  expect(violationsOf(spec, structureRules)).toEqual({});
});

function check(rule: (typeof structureRules)[number], spec: Spec) {
  return rule.check(subjectOf(spec));
}
