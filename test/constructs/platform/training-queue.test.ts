import { trainingQueue } from '../../../constructs/platform/training-queue';

const nvidia = { vendor: 'nvidia', label: 'nvidia-a100', count: 8 } as const;

describe('the queue of training jobs', () => {
  const objects = trainingQueue('training', [
    { name: 'train', maxNodes: 2, accelerator: nvidia },
    { name: 'tune', maxNodes: 1, accelerator: { ...nvidia, count: 4 } },
  ]);
  const named = (kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);

  it('has a flavor for each pool, whose nodes it names and whose taint its jobs tolerate', () => {
    expect(named('ResourceFlavor', 'train')).toMatchObject({
      spec: {
        nodeLabels: { 'ninefold.dev/pool': 'train' },
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
      },
    });
  });

  it('admits as many GPUs as the pools can have, and jobs of its namespace only', () => {
    expect(named('ClusterQueue', 'training')).toMatchObject({
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
    expect(named('LocalQueue', 'training')).toMatchObject({
      metadata: { namespace: 'training' },
      spec: { clusterQueue: 'training' },
    });
  });
});
