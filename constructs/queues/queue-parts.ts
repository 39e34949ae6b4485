import { type Accelerator, acceleratorVendors } from '../cluster/node-pools/accelerator';
import type { LocalQueue } from '../kubernetes/custom-resources/kueue';

/** What a queue has of a pool, in nodes. */
export interface PoolQuota {
  readonly pool: string;
  readonly accelerator: Accelerator;
  readonly nodes: number;
  /** Default: no limit. */
  readonly borrowLimit?: number;
}

/** One for the accelerators of each vendor, with the pools in which the queue has a share. */
export function resourceGroups(quotas: readonly PoolQuota[]) {
  return [...new Set(quotas.map(({ accelerator }) => accelerator.vendor))].map((vendor) => {
    const { resource } = acceleratorVendors[vendor];
    return {
      coveredResources: [resource],
      flavors: quotas
        .filter(({ accelerator }) => accelerator.vendor === vendor)
        .map(({ pool, accelerator: { count }, nodes, borrowLimit }) => ({
          name: pool,
          resources: [
            {
              name: resource,
              nominalQuota: String(nodes * count),
              ...(borrowLimit !== undefined && { borrowingLimit: String(borrowLimit * count) }),
            },
          ],
        })),
    };
  });
}

/** The way into a cluster queue of the same name, for jobs of a namespace. */
export function localQueue(namespace: string, name: string): LocalQueue {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'LocalQueue',
    metadata: { name, namespace },
    spec: { clusterQueue: name },
  };
}
