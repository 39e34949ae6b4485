import type { PoolPlan } from '../../../planner/environment/pool-plan';
import { homeRegion } from '../../../planner/training/home-region';
import { trainingPodResources } from '../../../planner/training/pod-resources';
import { slowestStepSeconds } from '../../../planner/training/slowest-step';
import { environmentOf, type Spec } from '../../support/spec';

/** The first job of a spec with the pool that it runs on. */
function jobOn(change: (spec: Spec) => void = () => {}) {
  const environment = environmentOf(change);
  const [job] = environment.training;
  const pool = environment.regions.flatMap(({ pools }) => pools).find(({ name }) => name === job?.pool);
  if (job === undefined || pool === undefined) throw new Error('no job');
  return { environment, job, pool, model: environment.models[0]?.architecture };
}

describe('a pod that trains', () => {
  // A p4d.24xlarge has 96 processors, 1,152 GiB of memory and disks of 8,000 GB.
  it('takes a whole node, but for what the system, the agents and the uploader need', () => {
    const { job, pool } = jobOn();
    expect(trainingPodResources(job, pool)).toEqual({
      gpus: 8,
      efaInterfaces: 4,
      cpus: 94,
      memoryGib: 1101,
      scratchGib: 7450,
    });
  });

  it('gets adapters only where pods talk to each other', () => {
    const { job, pool } = jobOn((spec) => {
      spec.training[0].nodes = 1;
      spec.pools[1].efa = 'enabled';
    });
    expect(trainingPodResources(job, pool)?.efaInterfaces).toBe(0);
    expect(trainingPodResources({ ...job, rollout: {} as never }, pool)?.efaInterfaces).toBe(4);
  });

  it('has the disk of the node where that has no disks of its own, without the room for images', () => {
    const { job, pool } = jobOn();
    const plain: PoolPlan = { ...pool, nvmeGb: 0, diskGib: 500 };
    expect(trainingPodResources(job, plain)?.scratchGib).toBe(450);
  });

  it('cannot be sized where nothing is known of the hardware', () => {
    const { job, pool } = jobOn();
    expect(trainingPodResources({ ...job, gpusPerNode: 0 }, pool)).toBeUndefined();
  });
});

describe('the slowest step', () => {
  const seconds = (change?: (spec: Spec) => void) => {
    const { job, pool, model } = jobOn(change);
    return { slowest: slowestStepSeconds(job, pool, model), step: job.fit?.speed.stepSeconds ?? 0 };
  };

  it('is three of the estimated ones, and the time to write a checkpoint', () => {
    const adapters = seconds();
    expect(adapters.slowest).toBeGreaterThan(3 * adapters.step);
    const full = seconds((spec) => {
      spec.training[0].tuner = 'full';
      spec.training[0].parallelism = 'zero3';
    });
    // 7.7 billion parameters of 14 bytes on two nodes, of which each writes 1 GB a second.
    const writing = full.slowest - 3 * full.step;
    expect(writing).toBeGreaterThan(50);
    expect(writing).toBeLessThan(58);
  });

  it('is ten minutes where nothing is known of the model', () => {
    const { job, pool } = jobOn();
    expect(slowestStepSeconds(job, pool, undefined)).toBe(600);
  });
});

describe('the region that starts runs by itself', () => {
  const home = (change: (spec: Spec) => void) => {
    const { environment, job } = jobOn((spec) => {
      spec.pools[1] = { name: 'train', instanceTypes: ['p4d.24xlarge'], nodes: { min: 0, max: 2 } };
      change(spec);
    });
    return homeRegion(environment, job);
  };

  it('is the first that serves, and the first of all if none does', () => {
    expect(home(() => {})).toBe('us-east-1');
    expect(
      home((spec) => {
        spec.regions[0].drained = true;
      }),
    ).toBe('us-west-2');
    expect(
      home((spec) => {
        for (const region of spec.regions) region.drained = true;
      }),
    ).toBe('us-east-1');
    expect(
      home((spec) => {
        spec.pools[1].regions = ['eu-west-1'];
      }),
    ).toBe('eu-west-1');
  });
});
