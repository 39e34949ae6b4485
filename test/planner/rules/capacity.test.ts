import { capacityRules } from '../../../planner/rules/capacity';
import { type RuleCase, type Spec, specWith, testRules, violationsOf } from '../../support/spec';

/** The pools of the base spec: `serve`, on demand in all regions, and `train`, a capacity block in us-east-1. */
const serve = (spec: Spec) => spec.pools[0];
const train = (spec: Spec) => spec.pools[1];

/** The base spec's block as an open-ended reservation. */
const reservation = { type: 'reservation', reservation: 'cr-0123456789abcdef0', zone: 'use1-az4' };

/** Adds a pool with a reservation of its own beside the block. */
function addReserved(spec: Spec, capacity: Spec, nodes = { min: 0, max: 2 }): void {
  spec.pools.push({ name: 'second', regions: ['us-east-1'], instanceTypes: ['p4d.24xlarge'], capacity, nodes });
}

const cases: readonly RuleCase[] = [
  {
    rule: 'capacity/reservation-zone',
    when: 'a capacity block has no zone',
    broken: (spec) => {
      delete train(spec).capacity.zone;
    },
    at: ['pools[1].capacity'],
    fixed: (spec) => {
      train(spec).capacity.zone = 'use1-az2';
    },
  },
  {
    rule: 'capacity/reservation-zone-network',
    when: 'a reservation lies in a zone that the network leaves out',
    broken: (spec) => {
      train(spec).capacity.zone = 'use1-az6';
    },
    at: ['pools[1].capacity.zone'],
    fixed: (spec) => {
      train(spec).capacity.zone = 'use1-az6';
      spec.regions[0].zones = ['use1-az1', 'use1-az6'];
    },
  },
  {
    rule: 'capacity/reservation-zone-network',
    when: 'a reservation lies in a region that its pool is not in',
    broken: (spec) => {
      train(spec).capacity.zone = 'usw2-az1';
    },
    at: ['pools[1].capacity.zone'],
    fixed: (spec) => {
      train(spec).capacity.zone = 'usw2-az1';
      train(spec).regions = ['us-west-2'];
    },
  },
  {
    rule: 'capacity/zone-mismatch',
    when: 'a pool lists another zone beside that of its reservation',
    broken: (spec) => {
      train(spec).zones = ['use1-az4', 'use1-az1'];
    },
    at: ['pools[1].zones[1]'],
    fixed: (spec) => {
      train(spec).zones = ['use1-az4'];
    },
  },
  {
    rule: 'capacity/reservation-types',
    when: 'a pool with a reservation has two instance types',
    broken: (spec) => {
      train(spec).instanceTypes = ['p5e.48xlarge', 'p5en.48xlarge'];
    },
    at: ['pools[1].instanceTypes[1]'],
    fixed: (spec) => {
      train(spec).instanceTypes = ['p5en.48xlarge'];
    },
  },
  {
    rule: 'capacity/reservation-regions',
    when: 'a pool with a reservation is in every region',
    broken: (spec) => {
      delete train(spec).regions;
    },
    at: ['pools[1]'],
    fixed: (spec) => {
      delete train(spec).regions;
      spec.regions.splice(1);
    },
  },
  {
    rule: 'capacity/reservation-regions',
    when: 'a pool with a reservation names two regions',
    broken: (spec) => {
      train(spec).regions = ['us-east-1', 'us-west-2'];
    },
    at: ['pools[1].regions'],
    fixed: (spec) => {
      train(spec).regions = ['us-east-1'];
    },
  },
  {
    rule: 'capacity/duplicate-reservation',
    when: 'two pools name one reservation',
    broken: (spec) => {
      addReserved(spec, reservation);
    },
    at: ['pools[2].capacity.reservation'],
    fixed: (spec) => {
      addReserved(spec, { ...reservation, reservation: 'cr-0fedcba9876543210' });
    },
  },
  {
    rule: 'capacity/duplicate-reservation',
    when: 'two pools together are larger than the reservation that they share',
    broken: (spec) => {
      train(spec).capacity = { ...reservation, instances: 3 };
      addReserved(spec, { ...reservation, instances: 3 });
    },
    at: ['pools[2].capacity.reservation'],
    fixed: (spec) => {
      train(spec).capacity = { ...reservation, instances: 4 };
      addReserved(spec, { ...reservation, instances: 4 });
    },
  },
  {
    rule: 'capacity/reservation-size',
    when: 'a pool is larger than its reservation',
    broken: (spec) => {
      train(spec).capacity.instances = 1;
    },
    at: ['pools[1].nodes.max'],
    fixed: (spec) => {
      train(spec).capacity.instances = 2;
    },
  },
  {
    rule: 'capacity/block-size',
    when: 'a pool on a capacity block has a range of node counts',
    broken: (spec) => {
      train(spec).nodes = { min: 0, max: 2 };
    },
    at: ['pools[1].nodes.min'],
    fixed: (spec) => {
      train(spec).nodes = { min: 0, max: 2 };
      train(spec).capacity = reservation;
    },
  },
  {
    rule: 'capacity/block-end',
    when: 'a capacity block has no end',
    broken: (spec) => {
      delete train(spec).capacity.ends;
    },
    at: ['pools[1].capacity'],
    fixed: (spec) => {
      train(spec).capacity = reservation;
    },
  },
  {
    rule: 'capacity/block-dates',
    when: 'a block ends when it starts',
    broken: (spec) => {
      train(spec).capacity.starts = '2026-12-31T00:00:00Z';
    },
    at: ['pools[1].capacity.ends'],
    fixed: (spec) => {
      train(spec).capacity.starts = '2026-12-30T23:59:59Z';
    },
  },
  {
    rule: 'capacity/block-dates',
    when: 'the dates of a block are not in the calendar',
    broken: (spec) => {
      train(spec).capacity.starts = '2026-11-31T11:30:00Z';
      train(spec).capacity.ends = '2026-13-01T24:61:00Z';
    },
    at: ['pools[1].capacity.starts', 'pools[1].capacity.ends'],
    fixed: (spec) => {
      train(spec).capacity.starts = '2026-11-30T11:30:00Z';
      train(spec).capacity.ends = '2028-02-29T11:30:00Z';
    },
  },
  {
    rule: 'capacity/block-ended',
    when: 'a block ended yesterday',
    broken: (spec) => {
      train(spec).capacity.ends = '2026-11-22T11:30:00Z';
    },
    at: ['pools[1].capacity.ends'],
    fixed: (spec) => {
      train(spec).capacity.ends = '2026-11-23T11:30:00Z';
    },
  },
  {
    rule: 'capacity/job-nodes',
    when: 'a job needs more nodes than its pool has',
    broken: (spec) => {
      spec.training[0].nodes = 3;
    },
    at: ['training[0].nodes'],
    fixed: (spec) => {
      spec.training[0].nodes = 3;
      train(spec).nodes = { min: 3, max: 3 };
    },
  },
  {
    rule: 'capacity/replica-gpus',
    when: 'a layer is shared by more GPUs than a node has',
    broken: (spec) => {
      spec.inference[1].parallelism = { tensor: 8 };
    },
    at: ['inference[1].parallelism.tensor'],
    fixed: (spec) => {
      spec.inference[1].parallelism = { tensor: 4, pipeline: 2 };
    },
  },
  {
    rule: 'capacity/replica-gpus',
    when: 'a stage of several has more GPUs than a node',
    broken: (spec) => {
      spec.inference[1].parallelism = { tensor: 8, pipeline: 2 };
    },
    at: ['inference[1].parallelism.tensor'],
    fixed: (spec) => {
      spec.inference[1].parallelism = { tensor: 8, pipeline: 2 };
      serve(spec).instanceTypes = ['g5.48xlarge'];
    },
  },
  {
    rule: 'capacity/replica-room',
    when: 'a pool has no room for the largest replica count',
    broken: (spec) => {
      spec.inference[1].replicas = { min: 2, max: 13 };
    },
    at: ['inference[1].replicas.max'],
    fixed: (spec) => {
      spec.inference[1].replicas = { min: 2, max: 12 };
    },
  },
  {
    rule: 'capacity/replica-room',
    when: 'a pool and its fallback together have no room for the largest replica count',
    broken: (spec) => {
      spec.pools.push({ ...serve(spec), name: 'more', nodes: { min: 0, max: 2 } });
      Object.assign(spec.inference[1], { replicas: { min: 2, max: 15 }, fallbackPools: ['more'] });
    },
    at: ['inference[1].replicas.max'],
    fixed: (spec) => {
      spec.pools.push({ ...serve(spec), name: 'more', nodes: { min: 0, max: 2 } });
      Object.assign(spec.inference[1], { replicas: { min: 2, max: 14 }, fallbackPools: ['more'] });
    },
  },
  {
    rule: 'capacity/replica-room',
    when: 'a service without a plan of its own has no room for its largest replica count',
    broken: (spec) => {
      spec.inference[0].parallelism = 'auto';
      spec.inference[0].replicas = { min: 2, max: 25 };
    },
    at: ['inference[0].replicas.max'],
    fixed: (spec) => {
      spec.inference[0].parallelism = 'auto';
      spec.inference[0].replicas = { min: 2, max: 24 };
    },
  },
  {
    rule: 'capacity/replica-room',
    when: 'replicas do not fill up the nodes',
    broken: (spec) => {
      spec.inference[1].parallelism = { tensor: 3 };
      spec.inference[1].replicas = { min: 2, max: 13 };
    },
    at: ['inference[1].replicas.max'],
    fixed: (spec) => {
      spec.inference[1].parallelism = { tensor: 2 };
      spec.inference[1].replicas = { min: 2, max: 24 };
    },
  },
  {
    rule: 'capacity/replica-room',
    when: 'a replica has more stages than the pool has nodes',
    broken: (spec) => {
      spec.inference[0].replicas = { min: 1, max: 1 };
      spec.inference[1].parallelism = { tensor: 1, pipeline: 3 };
      spec.inference[1].replicas = { min: 1, max: 1 };
      serve(spec).nodes = { min: 2, max: 2 };
    },
    at: ['inference[1].replicas.max'],
    fixed: (spec) => {
      spec.inference[0].replicas = { min: 1, max: 1 };
      spec.inference[1].parallelism = { tensor: 1, pipeline: 3 };
      spec.inference[1].replicas = { min: 1, max: 1 };
      serve(spec).nodes = { min: 2, max: 3 };
    },
  },
  {
    rule: 'capacity/shared-minimum',
    when: 'the smallest replica counts of two services do not fit into their pool',
    broken: (spec) => {
      spec.inference[0].parallelism = { tensor: 4 };
      spec.inference[0].replicas = { min: 7, max: 12 };
      spec.inference[1].replicas = { min: 6, max: 6 };
    },
    at: ['pools[0].nodes.max'],
    fixed: (spec) => {
      spec.inference[0].parallelism = { tensor: 4 };
      spec.inference[0].replicas = { min: 6, max: 12 };
      spec.inference[1].replicas = { min: 6, max: 6 };
    },
  },
  {
    rule: 'capacity/shared-maximum',
    when: 'the largest replica counts of two services do not fit into their pool together',
    broken: (spec) => {
      spec.inference[0].parallelism = { tensor: 4 };
      spec.inference[0].replicas = { min: 2, max: 9 };
    },
    at: ['pools[0].nodes.max'],
    fixed: (spec) => {
      spec.inference[0].parallelism = { tensor: 4 };
      spec.inference[0].replicas = { min: 2, max: 8 };
    },
  },
  {
    rule: 'capacity/spot-critical',
    when: 'a critical service runs on Spot',
    broken: (spec) => {
      serve(spec).capacity = 'spot';
    },
    at: ['inference[0].pool'],
    fixed: (spec) => {
      serve(spec).capacity = 'spot';
      spec.inference[0].tier = 'standard';
    },
  },
  {
    rule: 'capacity/spot-critical',
    when: 'a critical service falls back from Spot to Spot',
    broken: (spec) => {
      serve(spec).capacity = 'spot';
      spec.pools.push({ ...serve(spec), name: 'more', capacity: 'spot' });
      spec.inference[0].fallbackPools = ['more'];
    },
    at: ['inference[0].pool'],
    fixed: (spec) => {
      serve(spec).capacity = 'spot';
      spec.pools.push({ ...serve(spec), name: 'more', capacity: 'on-demand' });
      spec.inference[0].fallbackPools = ['more'];
    },
  },
  {
    rule: 'capacity/spot-training',
    when: 'a job over several nodes runs on Spot',
    broken: (spec) => {
      train(spec).capacity = 'spot';
    },
    at: ['training[0].pool'],
    fixed: (spec) => {
      train(spec).capacity = 'spot';
      spec.training[0].nodes = 1;
    },
  },
  {
    rule: 'capacity/scale-to-zero',
    when: 'a critical service may have no replica',
    broken: (spec) => {
      spec.inference[0].replicas.min = 0;
    },
    at: ['inference[0].replicas.min'],
    fixed: (spec) => {
      spec.inference[0].replicas.min = 0;
      spec.inference[0].tier = 'sheddable';
    },
  },
  {
    rule: 'capacity/scale-to-zero',
    when: 'a critical service has no replica where it waits',
    broken: (spec) => {
      spec.inference[0].replicas.standby = 0;
    },
    at: ['inference[0].replicas.standby'],
    fixed: (spec) => {
      spec.inference[0].replicas.standby = 1;
    },
  },
  {
    rule: 'capacity/karpenter-capacity-block',
    when: 'a job runs on a capacity block of Karpenter',
    broken: (spec) => {
      train(spec).provisioner = 'karpenter';
    },
    at: ['pools[1].provisioner'],
    fixed: (spec) => {
      train(spec).provisioner = 'karpenter';
      train(spec).capacity = 'on-demand';
    },
  },
];

describe('capacity rules', () => {
  testRules(capacityRules, cases);

  it('report a reserved pool in every region once', () => {
    const spec = specWith((changed) => {
      delete changed.pools[1].regions;
      changed.pools[1].capacity.zone = 'use1-az4';
    });
    expect(violationsOf(spec, capacityRules)).toEqual({ 'capacity/reservation-regions': ['pools[1]'] });
  });

  it('report a block that ends before it starts once', () => {
    const spec = specWith((changed) => {
      changed.pools[1].capacity.starts = '2026-12-01T11:30:00Z';
      changed.pools[1].capacity.ends = '2025-12-15T11:30:00Z';
    });
    expect(violationsOf(spec, capacityRules)).toEqual({ 'capacity/block-dates': ['pools[1].capacity.ends'] });
  });

  it('report a stage that fits no node once', () => {
    const spec = specWith((changed) => {
      changed.inference[1].parallelism = { tensor: 64, pipeline: 64 };
    });
    expect(violationsOf(spec, capacityRules)).toEqual({
      'capacity/replica-gpus': ['inference[1].parallelism.tensor'],
    });
  });

  it('leave unknown types, pools, regions and inverted ranges to other rules', () => {
    const spec = specWith((changed) => {
      changed.pools[0].instanceTypes = ['g5.13xlarge'];
      changed.pools[1].regions = ['us-east-l'];
      changed.pools[1].nodes = { min: 3, max: 2 };
      changed.training[0].pool = 'trian';
      changed.inference[0].pool = 'sevre';
      changed.inference[1].parallelism = { tensor: 64 };
    });
    expect(violationsOf(spec, capacityRules)).toEqual({});
  });
});
