import { servingRules } from '../../../planner/rules/serving';
import { type RuleCase, testRules } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'serving/scale-to-zero',
    when: 'an internal service may lose its last replica',
    broken: (spec) => {
      spec.inference[1].exposure = 'internal';
      spec.inference[1].replicas = { min: 0, max: 4 };
    },
    at: ['inference[1].replicas.min'],
    fixed: (spec) => {
      spec.inference[1].exposure = 'public';
    },
  },
  {
    rule: 'serving/rollout-room',
    when: 'a pool holds what always runs and not one replica more',
    broken: (spec) => {
      spec.inference = [{ ...spec.inference[1], replicas: { min: 4, max: 4 } }];
      spec.pools[0].nodes = { min: 2, max: 4 };
    },
    at: ['inference[0].replicas.min'],
    fixed: (spec) => {
      spec.pools[0].nodes.max = 5;
    },
  },
  {
    rule: 'serving/fallback-pool',
    when: 'a service falls back to nodes with other GPUs, and to its own pool',
    broken: (spec) => {
      spec.pools.push({ name: 'spot', instanceTypes: ['g6.12xlarge'], capacity: 'spot', nodes: { min: 0, max: 4 } });
      spec.inference[0].fallbackPools = ['spot', 'serve'];
    },
    at: ['inference[0].fallbackPools[0]', 'inference[0].fallbackPools[1]'],
    fixed: (spec) => {
      spec.pools.at(-1).instanceTypes = ['g5.12xlarge'];
      spec.inference[0].fallbackPools = ['spot'];
    },
  },
];

testRules(servingRules, cases);
