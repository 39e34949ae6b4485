import { type KarpenterPool, karpenterNodes } from '../../../constructs/platform/karpenter-nodes';

const pool: KarpenterPool = {
  name: 'burst',
  instanceTypes: ['g5.12xlarge', 'g6.12xlarge'],
  capacity: { type: 'spot' },
  maxNodes: 3,
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupIds: ['sg-1'],
  nodeRole: 'nodes',
  diskGiB: 200,
  hasNvme: true,
  maxPods: 58,
  hasEfa: false,
  accelerator: { vendor: 'nvidia', label: 'nvidia-a10g', count: 4 },
  labels: { team: 'serving' },
  tags: { owner: 'llm' },
};

describe('the nodes of a Karpenter pool', () => {
  it('are of its types and capacity, with its labels and the taint of accelerators', () => {
    const [, nodePool] = karpenterNodes(pool);
    expect(nodePool.spec.template).toMatchObject({
      metadata: { labels: { 'ninefold.dev/pool': 'burst', team: 'serving' } },
      spec: {
        nodeClassRef: { kind: 'EC2NodeClass', name: 'burst' },
        requirements: [
          { key: 'node.kubernetes.io/instance-type', values: ['g5.12xlarge', 'g6.12xlarge'] },
          { key: 'karpenter.sh/capacity-type', values: ['spot'] },
        ],
        taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }],
      },
    });
  });

  it('are preferred to those of other pools as much as workloads say', () => {
    expect(karpenterNodes({ ...pool, preference: 2 })[1].spec.weight).toBe(2);
    expect(karpenterNodes(pool)[1].spec.weight).toBeUndefined();
  });

  it('are no more than the pool may have, and go only after they were empty for a while', () => {
    const [, nodePool] = karpenterNodes(pool);
    expect(nodePool.spec.limits).toEqual({ 'nvidia.com/gpu': '12' });
    expect(nodePool.spec.disruption).toMatchObject({ consolidationPolicy: 'WhenEmpty', consolidateAfter: '20m' });
  });

  it('have encrypted disks, no way to the metadata service for pods, and NVMe joined into one volume', () => {
    const [nodeClass] = karpenterNodes(pool);
    expect(nodeClass.spec).toMatchObject({
      instanceStorePolicy: 'RAID0',
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ ebs: { volumeSize: '200Gi', encrypted: true } }],
      subnetSelectorTerms: [{ id: 'subnet-1' }, { id: 'subnet-2' }],
      tags: { owner: 'llm', Name: 'burst' },
    });
    expect(karpenterNodes({ ...pool, hasNvme: false })[0].spec).not.toHaveProperty('instanceStorePolicy');
  });

  it('start inside of a reservation where the pool has one', () => {
    const [nodeClass, nodePool] = karpenterNodes({ ...pool, capacity: { type: 'reserved', reservationId: 'cr-1' } });
    expect(nodeClass.spec.capacityReservationSelectorTerms).toEqual([{ id: 'cr-1' }]);
    expect(nodePool.spec.template.spec.requirements).toContainEqual({
      key: 'karpenter.sh/capacity-type',
      operator: 'In',
      values: ['reserved'],
    });
  });
});
