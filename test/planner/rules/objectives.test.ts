import { objectiveRules } from '../../../planner/rules/objectives';
import { type RuleCase, specWith, testRules, violationsOf } from '../../support/spec';

const cases: readonly RuleCase[] = [
  {
    rule: 'objectives/recovery-broken',
    when: 'resolvers keep the answer for too long',
    broken: (spec) => {
      spec.dns.ttl = '128s';
    },
    at: ['dns.ttl'],
    fixed: (spec) => {
      spec.dns.ttl = '127s';
    },
  },
  {
    rule: 'objectives/recovery-broken',
    when: 'health checkers have to fail ten times',
    broken: (spec) => {
      spec.dns.healthCheck = { failures: 10 };
    },
    at: ['dns.healthCheck.failures'],
    fixed: (spec) => {
      spec.dns.healthCheck = { failures: 9 };
    },
  },
  {
    rule: 'objectives/recovery-broken',
    when: 'what runs does not suffice without a region',
    broken: (spec) => {
      spec.assumptions = { peakLoad: 51 };
    },
    at: ['inference[0].replicas.min'],
    fixed: (spec) => {
      spec.assumptions = { peakLoad: 50 };
    },
  },
  {
    rule: 'objectives/recovery-broken',
    when: 'a single region promises a recovery',
    broken: (spec) => {
      spec.regions.splice(1);
      spec.objectives = { recovery: '4m' };
    },
    at: ['objectives.recovery'],
    fixed: (spec) => {
      spec.regions.splice(1);
    },
  },
  {
    rule: 'objectives/detection-broken',
    when: 'an alert is promised sooner than a probe can see the failure',
    broken: (spec) => {
      spec.objectives = { detection: '9s' };
    },
    at: ['objectives.detection'],
    fixed: (spec) => {
      spec.objectives = { detection: '9.5s' };
    },
  },
  {
    rule: 'objectives/availability-broken',
    when: 'a single region promises what a load balancer and its nodes do not reach',
    broken: (spec) => {
      spec.regions.splice(1);
      spec.objectives = { availability: 99.93 };
    },
    at: ['objectives.availability'],
    fixed: (spec) => {
      spec.regions.splice(1);
      spec.objectives = { availability: 99.92 };
    },
  },
  {
    rule: 'objectives/availability-broken',
    when: 'a single replica cannot reach what two do',
    broken: (spec) => {
      spec.regions.splice(1);
      spec.inference[0].replicas.min = 1;
      spec.objectives = { availability: 99.5 };
    },
    at: ['inference[0].replicas.min'],
    fixed: (spec) => {
      spec.regions.splice(1);
      spec.objectives = { availability: 99.5 };
    },
  },
  {
    rule: 'objectives/cold-standby',
    when: 'the only other region has to be started first',
    broken: (spec) => {
      spec.regions.splice(1, 1);
      spec.regions[1].standby = 'cold';
    },
    at: ['regions[1].standby'],
    fixed: (spec) => {
      spec.regions.splice(1, 1);
    },
  },
  {
    rule: 'objectives/region-loss-capacity',
    when: 'the other region may not run the replicas that its users need then',
    broken: (spec) => {
      spec.assumptions = { peakLoad: 100 };
      spec.inference[0].replicas = { min: 2, max: 3 };
      spec.objectives = { recovery: '1h' };
    },
    at: ['inference[0].replicas.max'],
    fixed: (spec) => {
      spec.assumptions = { peakLoad: 100 };
      spec.inference[0].replicas = { min: 2, max: 4 };
      spec.objectives = { recovery: '1h' };
    },
  },
  {
    rule: 'objectives/region-loss-capacity',
    when: 'the pool of the other region has no room for them',
    broken: (spec) => {
      spec.assumptions = { peakLoad: 100 };
      spec.inference[0] = { ...spec.inference[0], parallelism: { tensor: 4 }, replicas: { min: 2, max: 8 } };
      spec.inference.splice(1);
      spec.pools[0].nodes = { min: 2, max: 3 };
      spec.objectives = { recovery: '1h' };
    },
    at: ['inference[0].pool'],
    fixed: (spec) => {
      spec.assumptions = { peakLoad: 100 };
      spec.inference[0] = { ...spec.inference[0], parallelism: { tensor: 4 }, replicas: { min: 2, max: 8 } };
      spec.inference.splice(1);
      spec.pools[0].nodes = { min: 2, max: 4 };
      spec.objectives = { recovery: '1h' };
    },
  },
];

describe('objective rules', () => {
  testRules(objectiveRules, cases);

  it('name the cold region and nothing else', () => {
    const spec = specWith((changed) => {
      changed.regions.splice(1, 1);
      changed.regions[1].standby = 'cold';
      changed.objectives = { availability: 99 };
    });
    expect(violationsOf(spec, objectiveRules)).toEqual({ 'objectives/cold-standby': ['regions[1].standby'] });
  });

  it('say nothing about a cold region that is only the second to take over', () => {
    const spec = specWith((changed) => {
      changed.regions[2].standby = 'cold';
    });
    expect(violationsOf(spec, objectiveRules)).toEqual({});
  });

  it('say nothing where no promise is made', () => {
    const spec = specWith((changed) => {
      delete changed.dns;
      changed.inference[0].replicas.min = 1;
    });
    expect(violationsOf(spec, objectiveRules)).toEqual({});
  });
});
