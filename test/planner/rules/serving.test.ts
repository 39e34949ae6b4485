import { servingRules } from '../../../planner/rules/serving';
import { type RuleCase, type Spec, testRules } from '../../support/spec';

/** Gives the first service, which is served by vLLM, a canary. */
function canary(more: Spec) {
  return (spec: Spec) => {
    spec.inference[0].canary = { weight: 10, engine: 'sglang', ...more };
  };
}

/** Pools like the one of the services, each with what it names. */
function pools(...more: Spec[]) {
  return (spec: Spec) => {
    for (const pool of more) spec.pools.push({ instanceTypes: ['g5.12xlarge'], nodes: { min: 0, max: 4 }, ...pool });
  };
}

const cases: RuleCase[] = [
  {
    rule: 'serving/replica-range',
    when: 'a service has a larger minimum than maximum',
    broken: (spec) => {
      spec.inference[1].replicas = { min: 3, max: 2 };
    },
    at: ['inference[1].replicas.min'],
    fixed: (spec) => {
      spec.inference[1].replicas = { min: 2, max: 2 };
    },
  },
  {
    rule: 'serving/replica-range',
    when: 'a service waits with more replicas than it may have, and its canary always has more',
    broken: (spec) => {
      spec.inference[1].replicas = { min: 2, max: 2, standby: 3 };
      spec.inference[1].canary = { weight: 10, engine: 'vllm', replicas: { min: 2, max: 1 } };
    },
    at: ['inference[1].replicas.standby', 'inference[1].canary.replicas.min'],
    fixed: (spec) => {
      spec.inference[1].replicas = { min: 2, max: 3, standby: 3 };
      spec.inference[1].canary = { weight: 10, engine: 'vllm', replicas: { min: 1, max: 1 } };
    },
  },
  {
    rule: 'serving/fallback-pool',
    when: 'the GPUs of a fallback pool have less memory',
    broken: (spec) => {
      spec.pools[0].instanceTypes = ['p4de.24xlarge'];
      spec.pools.push({ name: 'spare', instanceTypes: ['p4d.24xlarge'], nodes: { min: 0, max: 2 } });
      spec.inference[0].fallbackPools = ['spare'];
    },
    at: ['inference[0].fallbackPools[0]'],
    fixed: (spec) => {
      spec.pools[0].instanceTypes = ['p4de.24xlarge'];
      spec.pools.push({ name: 'spare', instanceTypes: ['p4de.24xlarge'], nodes: { min: 0, max: 2 } });
      spec.inference[0].fallbackPools = ['spare'];
    },
  },
  {
    rule: 'serving/fallback-region',
    when: 'a fallback pool is in none of the regions of the service',
    broken: (spec) => {
      spec.pools[0].regions = ['us-west-2', 'eu-west-1'];
      spec.pools.push({ ...spec.pools[0], name: 'spare', regions: ['us-east-1'] });
      spec.inference[0].fallbackPools = ['spare'];
    },
    at: ['inference[0].fallbackPools[0]'],
    fixed: (spec) => {
      spec.pools[0].regions = ['us-west-2', 'eu-west-1'];
      spec.pools.push({ ...spec.pools[0], name: 'spare', regions: ['us-east-1', 'us-west-2'] });
      spec.inference[0].fallbackPools = ['spare'];
    },
  },
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
  {
    rule: 'serving/fallback-order',
    when: 'two services try two pools in opposite orders',
    broken: (spec) => {
      pools({ name: 'spot', capacity: 'spot' })(spec);
      spec.inference[0].fallbackPools = ['spot'];
      Object.assign(spec.inference[1], { pool: 'spot', fallbackPools: ['serve'] });
    },
    at: ['inference[1].fallbackPools'],
    fixed: (spec) => {
      pools({ name: 'spot', capacity: 'spot' })(spec);
      spec.inference[0].fallbackPools = ['spot'];
      spec.inference[1].fallbackPools = ['spot'];
    },
  },
  {
    rule: 'serving/fallback-provisioner',
    when: 'Karpenter starts the nodes of the fallback and Cluster Autoscaler those of the pool',
    broken: (spec) => {
      pools({ name: 'spot', capacity: 'spot', provisioner: 'karpenter' })(spec);
      spec.inference[0].fallbackPools = ['spot'];
    },
    at: ['inference[0].fallbackPools[0]'],
    fixed: (spec) => {
      pools({ name: 'spot', capacity: 'spot' })(spec);
      spec.inference[0].fallbackPools = ['spot'];
    },
  },
  {
    rule: 'serving/fallback-nodes',
    when: 'the nodes of a replica may come from different pools',
    broken: (spec) => {
      pools({ name: 'spot', capacity: 'spot' })(spec);
      Object.assign(spec.inference[0], { fallbackPools: ['spot'], parallelism: { tensor: 4, pipeline: 2 } });
    },
    at: ['inference[0].fallbackPools'],
    fixed: (spec) => {
      pools({ name: 'spot', capacity: 'spot' })(spec);
      Object.assign(spec.inference[0], { fallbackPools: ['spot'], parallelism: { tensor: 4, pipeline: 1 } });
    },
  },
  {
    rule: 'serving/standby-capacity',
    when: 'the standby region runs fewer replicas than the only active one needs',
    broken: (spec) => {
      spec.regions = [spec.regions[0], spec.regions[2]];
      spec.inference[0].replicas = { min: 10, max: 12, standby: 1 };
      spec.inference.splice(1, 1);
    },
    at: ['inference[0].replicas.standby'],
    fixed: (spec) => {
      spec.regions = [spec.regions[0], spec.regions[2]];
      spec.inference[0].replicas = { min: 10, max: 12, standby: 5 };
      spec.inference.splice(1, 1);
    },
  },
  {
    rule: 'serving/canary-same',
    when: 'the canary is what the service is',
    broken: canary({ engine: 'vllm' }),
    at: ['inference[0].canary'],
    fixed: canary({ engine: 'vllm', extraArgs: ['--max-num-seqs', '64'] }),
  },
  {
    rule: 'serving/canary-weight',
    when: 'one replica of three gets half of the requests',
    broken: canary({ weight: 50 }),
    at: ['inference[0].canary.weight'],
    fixed: canary({ weight: 33 }),
  },
  {
    rule: 'serving/canary-single',
    when: 'the service has one replica',
    broken: (spec) => {
      canary({})(spec);
      spec.inference[0].replicas.min = 1;
    },
    at: ['inference[0].canary'],
    fixed: canary({}),
  },
  {
    rule: 'serving/canary-asleep',
    when: 'the service sleeps in standby regions',
    broken: (spec) => {
      canary({})(spec);
      spec.inference[0].replicas.standby = 0;
    },
    at: ['inference[0].canary'],
    fixed: (spec) => {
      canary({})(spec);
      spec.inference[0].replicas.standby = 1;
    },
  },
  {
    rule: 'serving/canary-internal',
    when: 'no gateway stands before the service',
    broken: (spec) => {
      canary({})(spec);
      spec.inference[0].exposure = 'internal';
    },
    at: ['inference[0].canary'],
    fixed: canary({}),
  },
  {
    rule: 'serving/canary-regions',
    when: 'a region of the canary is cold, and another one has no pool of the service',
    broken: (spec) => {
      spec.regions[2].standby = 'cold';
      spec.pools[0].regions = ['us-east-1', 'eu-west-1'];
      canary({ regions: ['us-west-2', 'us-east-1', 'eu-west-1'] })(spec);
    },
    at: ['inference[0].canary.regions[0]', 'inference[0].canary.regions[2]'],
    fixed: canary({ regions: ['us-west-2', 'us-east-1'] }),
  },
  {
    rule: 'serving/object-name',
    when: 'another service has the name of the canary',
    broken: (spec) => {
      canary({})(spec);
      spec.inference[1].name = 'chat-canary';
    },
    at: ['inference[1].name'],
    fixed: canary({}),
  },
  {
    rule: 'serving/object-name',
    when: 'another service has the name of the Service of the engines',
    broken: (spec) => {
      spec.inference[1].name = 'chat-engines';
    },
    at: ['inference[1].name'],
    fixed: (spec) => {
      spec.inference[1].name = 'chat-engine';
    },
  },
  {
    rule: 'serving/object-name',
    when: 'another service has the name of what keeps room',
    broken: (spec) => {
      spec.inference[0].headroom = 1;
      spec.inference[1].name = 'chat-headroom';
    },
    at: ['inference[1].name'],
    fixed: (spec) => {
      spec.inference[0].headroom = 0;
      spec.inference[1].name = 'chat-headroom';
    },
  },
  {
    rule: 'serving/object-name',
    when: 'another service has the name of a group of pods',
    broken: (spec) => {
      spec.inference[0].parallelism = { tensor: 4, pipeline: 2 };
      spec.inference[1].name = 'chat-0';
    },
    at: ['inference[1].name'],
    fixed: (spec) => {
      spec.inference[0].parallelism = { tensor: 4 };
      spec.inference[1].name = 'chat-0';
    },
  },
  {
    rule: 'serving/canary-room',
    when: 'what always runs leaves no GPU to the canary',
    broken: (spec) => {
      canary({ parallelism: { tensor: 4 } })(spec);
      spec.inference[0].replicas = { min: 2, max: 2 };
      spec.inference[1].replicas = { min: 2, max: 2 };
      spec.pools[0].nodes = { min: 2, max: 3 };
    },
    at: ['inference[0].canary.replicas'],
    fixed: (spec) => {
      canary({ parallelism: { tensor: 4 } })(spec);
      spec.inference[0].replicas = { min: 2, max: 2 };
      spec.inference[1].replicas = { min: 2, max: 2 };
      spec.pools[0].nodes = { min: 2, max: 4 };
    },
  },
  {
    rule: 'serving/canary-peak',
    when: 'the services at their largest leave no GPU to the canary',
    broken: (spec) => {
      canary({ parallelism: { tensor: 4 } })(spec);
      spec.pools[0].nodes.max = 10;
    },
    at: ['inference[0].canary.replicas'],
    fixed: (spec) => {
      canary({ parallelism: { tensor: 4 } })(spec);
      spec.pools[0].nodes.max = 11;
    },
  },
];

testRules(servingRules, cases);
