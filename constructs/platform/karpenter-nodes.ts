import { karpenterImages } from '../../catalog/ami-types';
import { type Accelerator, acceleratorVendors } from '../cluster/node-pools/accelerator';
import { acceleratorTaint, nodeLabels } from '../cluster/node-pools/node-labels';
import type { Ec2NodeClass, NodePool } from '../kubernetes/custom-resources/karpenter';

/** A pool whose nodes Karpenter starts. */
export interface KarpenterPool {
  readonly name: string;
  readonly instanceTypes: readonly string[];
  readonly capacity:
    | { readonly type: 'on-demand' | 'spot' }
    | { readonly type: 'reserved'; readonly reservationId: string };
  readonly maxNodes: number;
  /** How much it is preferred to others that the same workloads can use, 1 to 100; absent where no order matters. */
  readonly preference?: number;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  /** Name of the role of its nodes. */
  readonly nodeRole: string;
  readonly diskGiB: number;
  readonly hasNvme: boolean;
  readonly maxPods: number;
  readonly hasEfa: boolean;
  readonly accelerator: Accelerator;
  readonly labels: Readonly<Record<string, string>>;
  /** Of instances, volumes and network interfaces. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What tells Karpenter which nodes a pool has.
 *
 * A node goes only when it is empty, and not before it was for 20 minutes: what an engine has loaded takes minutes to
 * load again. Spot interruptions and hardware faults are no matter of that: Karpenter replaces those nodes at once.
 *
 * Source: Karpenter 1.14 documentation, "NodePools" and "NodeClasses"; Amazon EKS Best Practices Guide, AI/ML compute.
 */
export function karpenterNodes(pool: KarpenterPool): readonly [Ec2NodeClass, NodePool] {
  const { name, capacity, accelerator } = pool;
  return [
    nodeClass(pool),
    {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: { name },
      spec: {
        template: {
          metadata: { labels: nodeLabels(pool) },
          spec: {
            nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name },
            requirements: [
              { key: 'node.kubernetes.io/instance-type', operator: 'In', values: pool.instanceTypes },
              { key: 'karpenter.sh/capacity-type', operator: 'In', values: [capacity.type] },
            ],
            taints: [acceleratorTaint(accelerator)],
            // Nodes get a new image after a month at the latest.
            expireAfter: '720h',
          },
        },
        disruption: {
          consolidationPolicy: 'WhenEmpty',
          consolidateAfter: '20m',
          budgets: [{ nodes: '1' }],
        },
        ...(pool.preference !== undefined && { weight: pool.preference }),
        limits: { [acceleratorVendors[accelerator.vendor].resource]: String(pool.maxNodes * accelerator.count) },
      },
    },
  ];
}

function nodeClass(pool: KarpenterPool): Ec2NodeClass {
  const { capacity } = pool;
  return {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name: pool.name },
    spec: {
      amiSelectorTerms: [{ alias: karpenterImages }],
      role: pool.nodeRole,
      subnetSelectorTerms: pool.subnetIds.map((id) => ({ id })),
      securityGroupSelectorTerms: pool.securityGroupIds.map((id) => ({ id })),
      ...(capacity.type === 'reserved' && { capacityReservationSelectorTerms: [{ id: capacity.reservationId }] }),
      ...(pool.hasNvme && { instanceStorePolicy: 'RAID0' as const }),
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          rootVolume: true,
          ebs: { volumeSize: `${pool.diskGiB}Gi`, volumeType: 'gp3', encrypted: true, deleteOnTermination: true },
        },
      ],
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      kubelet: { maxPods: pool.maxPods },
      detailedMonitoring: true,
      tags: { ...pool.tags, Name: pool.name },
    },
  };
}
