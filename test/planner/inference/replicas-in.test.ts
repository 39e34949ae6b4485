import { regionLosses } from '../../../planner/availability/region-loss';
import { canaryIn, gpusIn, replicasIn } from '../../../planner/inference/replicas-in';
import { environmentOf, type Spec } from '../../support/spec';

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no item ${index}`);
  return item;
}

/** One active region and one that waits; `chat` takes two of the four GPUs of a node, `tuned` four. */
function pair(change: (spec: Spec) => void = () => {}) {
  return environmentOf((spec) => {
    spec.regions = [spec.regions[0], spec.regions[2]];
    spec.inference[0].replicas = { min: 4, max: 12, standby: 1 };
    spec.inference[0].parallelism = { tensor: 2 };
    change(spec);
  });
}

describe('replicas by region', () => {
  it('are as many in a standby region as the service keeps there, or as in the others', () => {
    const { regions, inference } = pair();
    const of = (index: number) => regions.map((region) => replicasIn(at(inference, index), region));
    expect(of(0)).toEqual([
      { min: 4, max: 12 },
      { min: 1, max: 12 },
    ]);
    expect(of(1)).toEqual([
      { min: 2, max: 4 },
      { min: 2, max: 4 },
    ]);
  });

  it('are none where the region is cold', () => {
    const { regions, inference } = pair((spec) => {
      spec.regions[1].standby = 'cold';
      spec.inference[0].canary = { weight: 10, engine: 'sglang' };
    });
    const service = at(inference, 0);
    expect(replicasIn(service, at(regions, 1))).toEqual({ min: 0, max: 0 });
    expect(canaryIn(service, at(regions, 1))).toBeUndefined();
    expect(service.canary?.regions).toEqual(['us-east-1']);
    // Two GPUs for each of four replicas and for the canary.
    expect(regions.map((region) => gpusIn(service, region))).toEqual([10, 0]);
  });

  it('need fewer nodes where fewer of them run', () => {
    const { regions } = pair((spec) => {
      spec.pools[0].nodes = { min: 3, max: 12, standby: 1 };
    });
    expect(regions.map(({ pools }) => pools[0]?.nodes)).toEqual([
      { min: 3, max: 12 },
      { min: 1, max: 12 },
    ]);
  });

  it('are what a region starts from when its users come', () => {
    const [loss] = regionLosses(pair());
    expect(loss?.byService.get('chat')).toMatchObject([
      { region: 'eu-west-1', needed: 2, running: 1, outcome: 'scales' },
    ]);
    const [warm] = regionLosses(pair((spec) => (spec.inference[0].replicas.standby = 2)));
    expect(warm?.byService.get('chat')).toMatchObject([{ needed: 2, running: 2, outcome: 'stays' }]);
  });

  it('find room in the pools that the service falls back to', () => {
    const tight = (spec: Spec) => {
      spec.inference.splice(1, 1);
      spec.inference[0].replicas = { min: 12, max: 12, standby: 2 };
      spec.pools[0].nodes = { min: 1, max: 6, standby: 1 };
    };
    const outcome = (change: (spec: Spec) => void) =>
      regionLosses(pair(change))[0]
        ?.byService.get('chat')
        ?.map(({ needed, settled, outcome: end }) => [needed, settled, end]);
    // Six replicas need three nodes; two is all that the pool has.
    const small = (spec: Spec) => {
      tight(spec);
      spec.pools[0].nodes = { min: 1, max: 2 };
    };
    expect(outcome(small)).toEqual([[6, 4, 'short']]);
    expect(
      outcome((spec) => {
        small(spec);
        spec.pools.push({ name: 'spot', instanceTypes: ['g5.12xlarge'], capacity: 'spot', nodes: { min: 0, max: 2 } });
        spec.inference[0].fallbackPools = ['spot'];
      }),
    ).toEqual([[6, 6, 'scales']]);
  });
});
