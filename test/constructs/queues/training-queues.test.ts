import { trainingQueues } from '../../../constructs/queues/training-queues';
import { schemaProblems } from '../../support/kubernetes/schemas';

const nvidia = { vendor: 'nvidia', label: 'nvidia-a100', count: 8 } as const;
const pools = [
  { name: 'train', accelerator: nvidia },
  { name: 'tune', accelerator: { ...nvidia, count: 4 } },
];
const rest = {
  name: 'training',
  weight: 1,
  quotas: [
    { pool: 'train', guaranteed: 2 },
    { pool: 'tune', guaranteed: 1 },
  ],
};

function queues(...named: Parameters<typeof trainingQueues>[2]) {
  const objects = trainingQueues('training', pools, [...named, rest]);
  const find = (kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  return { objects, find };
}

const research = { name: 'research', weight: 2, quotas: [{ pool: 'train', guaranteed: 3, borrowLimit: 1 }] };

describe('one queue of training jobs', () => {
  const { objects, find } = queues();

  it('has a flavor for each pool, whose nodes it names and whose taint its jobs tolerate', () => {
    expect(find('ResourceFlavor', 'train')).toMatchObject({
      spec: {
        nodeLabels: { 'ninefold.dev/pool': 'train' },
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      },
    });
  });

  it('admits as many GPUs as it has of the pools, and jobs of its namespace only', () => {
    expect(find('ClusterQueue', 'training')).toMatchObject({
      spec: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'training' } },
        resourceGroups: [
          {
            coveredResources: ['nvidia.com/gpu'],
            flavors: [
              { name: 'train', resources: [{ name: 'nvidia.com/gpu', nominalQuota: '16' }] },
              { name: 'tune', resources: [{ name: 'nvidia.com/gpu', nominalQuota: '4' }] },
            ],
          },
        ],
      },
    });
  });

  it('is entered by a queue in the namespace', () => {
    expect(find('LocalQueue', 'training')).toMatchObject({
      metadata: { namespace: 'training' },
      spec: { clusterQueue: 'training' },
    });
  });

  it('shares with nobody', () => {
    expect(objects.map(({ kind }) => kind)).not.toContain('Cohort');
    expect(find('ClusterQueue', 'training')?.spec).toMatchObject({
      preemption: { withinClusterQueue: 'LowerPriority' },
    });
    expect(find('ClusterQueue', 'training')?.spec).not.toHaveProperty('cohortName');
  });
});

describe('several queues of training jobs', () => {
  const { objects, find } = queues(research);

  it('each admit GPUs of their own pools, and borrow no more than they may', () => {
    expect(find('ClusterQueue', 'research')?.spec).toMatchObject({
      resourceGroups: [
        {
          coveredResources: ['nvidia.com/gpu'],
          flavors: [
            { name: 'train', resources: [{ name: 'nvidia.com/gpu', nominalQuota: '24', borrowingLimit: '8' }] },
          ],
        },
      ],
      fairSharing: { weight: 2 },
    });
  });

  it('lend each other what is idle, and take their own back whatever runs there', () => {
    for (const name of ['research', 'training']) {
      expect(find('ClusterQueue', name)?.spec).toMatchObject({
        cohortName: 'training',
        preemption: { withinClusterQueue: 'LowerPriority', reclaimWithinCohort: 'Any' },
      });
    }
    expect(find('Cohort', 'training')).toBeDefined();
  });

  it('are entered by their own names', () => {
    expect(find('LocalQueue', 'research')).toMatchObject({ spec: { clusterQueue: 'research' } });
  });

  it('are what Kueue accepts', () => {
    expect(schemaProblems(objects)).toEqual([]);
  });
});
