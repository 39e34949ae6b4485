import { type Accelerator, acceleratorVendors } from '../cluster/node-pools/accelerator';
import { acceleratorTaint, poolLabel } from '../cluster/node-pools/node-labels';
import { tolerate } from '../kubernetes/custom-resources/karpenter';
import type { ClusterQueue, LocalQueue, ResourceFlavor } from '../kubernetes/custom-resources/kueue';

/** A pool that jobs wait for. */
export interface QueuedPool {
  readonly name: string;
  readonly maxNodes: number;
  readonly accelerator: Accelerator;
}

/** Name of the queue of training jobs, in its namespace and in the cluster. */
export const trainingQueueName = 'training';

/**
 * The queue that training jobs wait in: a flavor for each pool, with as many GPUs as the pool can have. A job that names
 * a pool in its node selector is admitted to the flavor of that pool.
 *
 * Source: Kueue 0.19 documentation, "Cluster Queue" and "Resource Flavor".
 */
export function trainingQueue(
  namespace: string,
  pools: readonly QueuedPool[],
): readonly (ResourceFlavor | ClusterQueue | LocalQueue)[] {
  const vendors = [...new Set(pools.map(({ accelerator }) => accelerator.vendor))];
  const queue: ClusterQueue = {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name: trainingQueueName },
    spec: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      resourceGroups: vendors.map((vendor) => {
        const { resource } = acceleratorVendors[vendor];
        return {
          coveredResources: [resource],
          flavors: pools
            .filter(({ accelerator }) => accelerator.vendor === vendor)
            .map(({ name, maxNodes, accelerator: { count } }) => ({
              name,
              resources: [{ name: resource, nominalQuota: String(maxNodes * count) }],
            })),
        };
      }),
      preemption: { withinClusterQueue: 'LowerPriority' },
    },
  };
  const entry: LocalQueue = {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'LocalQueue',
    metadata: { name: trainingQueueName, namespace },
    spec: { clusterQueue: trainingQueueName },
  };
  return [...pools.map(flavorOf), queue, entry];
}

function flavorOf({ name, accelerator }: QueuedPool): ResourceFlavor {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ResourceFlavor',
    metadata: { name },
    spec: { nodeLabels: { [poolLabel]: name }, tolerations: [tolerate(acceleratorTaint(accelerator))] },
  };
}
