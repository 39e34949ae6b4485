import { queueRules } from '../../../planner/rules/queues';
import { type RuleCase, type Spec, testRules } from '../../support/spec';

/** Three nodes for the job of the base spec, which needs two. */
function queues(spec: Spec, ...list: Spec[]): void {
  spec.pools[1].nodes = { min: 0, max: 3 };
  spec.queues = list;
  spec.training[0].queue = 'research';
}

/** Two regions beside the primary one that take the job. */
function dispatched(spec: Spec): void {
  queues(spec, { name: 'research', share: { train: 2 }, dispatch: true });
  spec.pools[1].regions = ['us-east-1', 'us-west-2', 'eu-west-1'];
  delete spec.pools[1].capacity;
}

const cases: RuleCase[] = [
  {
    rule: 'queues/reserved-name',
    when: 'a queue has the name of the default one',
    broken: (spec) => {
      spec.queues = [{ name: 'training', share: { train: 1 } }];
    },
    at: ['queues[0].name'],
    fixed: (spec) => {
      spec.queues = [{ name: 'trainings', share: { train: 1 } }];
    },
  },
  {
    rule: 'queues/share-above-pool',
    when: 'two queues have four nodes of three for themselves',
    broken: (spec) => {
      queues(spec, { name: 'research', share: { train: 2 } }, { name: 'product', share: { train: 2 } });
    },
    at: ['queues[1].share.train'],
    fixed: (spec) => {
      queues(spec, { name: 'research', share: { train: 2 } }, { name: 'product', share: { train: 1 } });
    },
  },
  {
    rule: 'queues/share-without-jobs',
    when: 'a queue shares the pool of services',
    broken: (spec) => {
      queues(spec, { name: 'research', share: { train: 2, serve: 1 } });
    },
    at: ['queues[0].share.serve'],
    fixed: (spec) => {
      queues(spec, { name: 'research', share: { train: 2, serve: 1 } });
      spec.training.push({ ...spec.training[0], name: 'small', pool: 'serve', nodes: 1 });
    },
  },
  {
    rule: 'queues/pool-not-shared',
    when: "the queue of a job has no share in the job's pool",
    broken: (spec) => {
      queues(spec, { name: 'research', share: { serve: 2 } });
    },
    at: ['training[0].queue'],
    fixed: (spec) => {
      queues(spec, { name: 'research', share: { serve: 2, train: 0 } });
    },
  },
  {
    rule: 'queues/never-admitted',
    when: 'a job needs two nodes and its queue has one and borrows none',
    broken: (spec) => {
      queues(spec, { name: 'research', share: { train: 1 }, borrow: false });
    },
    at: ['training[0].queue'],
    fixed: (spec) => {
      queues(spec, { name: 'research', share: { train: 1 }, borrow: 1 });
    },
  },
  {
    rule: 'queues/never-admitted',
    when: 'a server of answers is one node more than the queue can have',
    broken: (spec) => {
      queues(spec, { name: 'research', share: { train: 1 }, borrow: 1 });
      Object.assign(spec.training[0], {
        method: 'grpo',
        rewardFunctions: ['accuracy'],
        rollout: { mode: 'server', generations: 8 },
      });
    },
    at: ['training[0].queue'],
    fixed: (spec) => {
      queues(spec, { name: 'research', share: { train: 1 } });
      Object.assign(spec.training[0], {
        method: 'grpo',
        rewardFunctions: ['accuracy'],
        rollout: { mode: 'server', generations: 8 },
      });
    },
  },
  {
    rule: 'queues/nothing-left',
    when: 'a job without a queue needs two nodes and the queues leave one',
    broken: (spec) => {
      queues(spec, { name: 'research', share: { train: 2 } });
      delete spec.training[0].queue;
    },
    at: ['training[0]'],
    fixed: (spec) => {
      queues(spec, { name: 'research', share: { train: 1 } });
      delete spec.training[0].queue;
    },
  },
  {
    rule: 'queues/dispatch-regions',
    when: 'the pool of a job that is sent away is in the primary region only',
    broken: (spec) => {
      queues(spec, { name: 'research', share: { train: 2 }, dispatch: true });
    },
    at: ['training[0].queue'],
    fixed: (spec) => {
      dispatched(spec);
    },
  },
  {
    rule: 'queues/dispatch-choice',
    when: 'there is one region to send jobs to',
    broken: (spec) => {
      dispatched(spec);
      spec.pools[1].regions = ['us-east-1', 'us-west-2'];
    },
    at: ['training[0].queue'],
    fixed: (spec) => {
      dispatched(spec);
    },
  },
  {
    rule: 'queues/dispatch-checkpoints',
    when: 'a job that is sent away keeps its checkpoints on a file system',
    broken: (spec) => {
      dispatched(spec);
      spec.training[0].checkpoints = { storage: 'lustre' };
    },
    at: ['training[0].checkpoints.storage'],
    fixed: (spec) => {
      dispatched(spec);
      spec.training[0].checkpoints = { storage: 's3' };
    },
  },
  {
    rule: 'queues/dispatch-follow-ups',
    when: 'a job that is sent away shall be evaluated and served',
    broken: (spec) => {
      dispatched(spec);
      spec.training[0].evaluate = { benchmarks: ['mmlu'] };
    },
    at: ['training[0].evaluate', 'inference[1].model.training'],
    fixed: (spec) => {
      dispatched(spec);
      spec.inference.pop();
    },
  },
  {
    rule: 'queues/dispatch-merge',
    when: 'a job that is sent away trains adapters',
    broken: (spec) => {
      dispatched(spec);
      spec.inference.pop();
      spec.training[0].tuner = 'lora';
    },
    at: ['training[0].tuner'],
    fixed: (spec) => {
      dispatched(spec);
      spec.inference.pop();
      spec.training[0].tuner = 'full';
    },
  },
];

describe('the rules about queues', () => {
  testRules(queueRules, cases);
});
