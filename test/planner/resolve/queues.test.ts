import { environmentOf, type Spec } from '../../support/spec';

function queuesIn(region: string, change: (spec: Spec) => void) {
  return environmentOf(change).regions.find(({ name }) => name === region)?.platform.queues;
}

const teams = (spec: Spec): void => {
  spec.pools[1].nodes = { min: 0, max: 8 };
  spec.queues = [
    { name: 'research', share: { train: 3, serve: 1 }, weight: 2 },
    { name: 'product', share: { train: 4 }, borrow: false },
    { name: 'guests', share: { train: 0 }, borrow: 2 },
  ];
};

describe('the queues of a region', () => {
  it('are one with all nodes, without queues in the spec', () => {
    expect(queuesIn('us-east-1', () => {})).toEqual([
      { name: 'training', weight: 1, quotas: [{ pool: 'train', guaranteed: 2 }] },
    ]);
  });

  it('are those of the spec, and one for the rest', () => {
    expect(queuesIn('us-east-1', teams)).toEqual([
      { name: 'research', weight: 2, quotas: [{ pool: 'train', guaranteed: 3 }] },
      { name: 'product', weight: 1, quotas: [{ pool: 'train', guaranteed: 4, borrowLimit: 0 }] },
      { name: 'guests', weight: 1, quotas: [{ pool: 'train', guaranteed: 0, borrowLimit: 2 }] },
      { name: 'training', weight: 1, quotas: [{ pool: 'train', guaranteed: 1 }] },
    ]);
  });

  it('are not there where nothing trains', () => {
    expect(queuesIn('us-west-2', teams)).toEqual([]);
  });

  it('are empty of those whose jobs go elsewhere, in the primary region only', () => {
    const away = (spec: Spec): void => {
      teams(spec);
      spec.queues[0].dispatch = true;
      spec.pools[1].regions = ['us-east-1', 'us-west-2', 'eu-west-1'];
      delete spec.pools[1].capacity;
    };
    const names = (region: string) => queuesIn(region, away)?.map(({ name }) => name);
    expect(names('us-east-1')).toEqual(['product', 'guests', 'training']);
    expect(names('us-west-2')).toEqual(['research', 'product', 'guests', 'training']);
    const platforms = new Map(environmentOf(away).regions.map(({ name, platform }) => [name, platform]));
    // It may borrow, so that its jobs can have all eight nodes of each of the two regions.
    expect(platforms.get('us-east-1')?.dispatch).toEqual({
      workers: ['us-west-2', 'eu-west-1'],
      queues: [{ name: 'research', nodes: [{ pool: 'train', nodes: 16 }] }],
    });
    expect(platforms.get('us-west-2')?.dispatchedFrom).toBe('us-east-1');
    expect(platforms.get('us-west-2')).not.toHaveProperty('dispatch');
  });

  it('have those jobs that name them', () => {
    const { training } = environmentOf((spec) => {
      teams(spec);
      spec.training.push({ ...spec.training[0], name: 'other', queue: 'research' });
    });
    expect(training.map(({ queue }) => queue)).toEqual(['training', 'research']);
  });
});
