import type { Accelerator } from '../cluster/node-pools/accelerator';
import { poolLabel } from '../cluster/node-pools/node-labels';
import { tolerateAccelerator } from '../kubernetes/accelerated-pod';
import type { ClusterQueue, Cohort, LocalQueue, ResourceFlavor } from '../kubernetes/custom-resources/kueue';
import { namespaceNamed } from '../kubernetes/namespace-selector';
import { localQueue, type PoolQuota, resourceGroups } from './queue-parts';

/** A pool that jobs wait for. */
export interface QueuedPool {
  readonly name: string;
  readonly accelerator: Accelerator;
}

/** What the jobs of one queue may have at the same time. */
export interface TrainingQueue {
  readonly name: string;
  /** By which idle nodes are divided among those who want them. */
  readonly weight: number;
  readonly quotas: readonly {
    readonly pool: string;
    /** Nodes that are there whenever it needs them. */
    readonly guaranteed: number;
    /** Nodes of other queues that it may have as well. Default: all of them. */
    readonly borrowLimit?: number;
  }[];
}

/** Name of what the queues share. */
const cohortName = 'training';

/**
 * The queues that training jobs wait in: a flavor for each pool, and for each queue GPUs of some of them. A job that
 * names a pool in its node selector is admitted to the flavor of that pool, as a whole or not at all.
 *
 * Several queues lend each other what they leave idle. Who needs its own again gets it whatever the priority of the jobs
 * that have it; those go back into their queue. What is idle is divided by weight (fair sharing of Kueue's
 * configuration), with which preemption among borrowers by priority (`borrowWithinCohort`) cannot be combined.
 *
 * Source: Kueue 0.19 documentation, "Cluster Queue", "Cohort", "Preemption" and "Resource Flavor".
 */
export function trainingQueues(
  namespace: string,
  pools: readonly QueuedPool[],
  queues: readonly TrainingQueue[],
): readonly (ResourceFlavor | Cohort | ClusterQueue | LocalQueue)[] {
  const shared = queues.length > 1;
  return [
    ...pools.map(flavorOf),
    ...(shared ? [cohort] : []),
    ...queues.flatMap((queue) => [clusterQueue(namespace, pools, queue, shared), localQueue(namespace, queue.name)]),
  ];
}

const cohort: Cohort = {
  apiVersion: 'kueue.x-k8s.io/v1beta2',
  kind: 'Cohort',
  metadata: { name: cohortName },
  spec: {},
};

function clusterQueue(
  namespace: string,
  pools: readonly QueuedPool[],
  { name, weight, quotas }: TrainingQueue,
  shared: boolean,
): ClusterQueue {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name },
    spec: {
      namespaceSelector: namespaceNamed(namespace),
      resourceGroups: resourceGroups(quotasOf(pools, quotas)),
      ...(shared && { cohortName, fairSharing: { weight } }),
      preemption: { withinClusterQueue: 'LowerPriority', ...(shared && { reclaimWithinCohort: 'Any' }) },
    },
  };
}

/** Of the pools in which the queue has a share, in their order. */
function quotasOf(pools: readonly QueuedPool[], quotas: TrainingQueue['quotas']): PoolQuota[] {
  return pools.flatMap(({ name, accelerator }) => {
    const quota = quotas.find(({ pool }) => pool === name);
    if (quota === undefined) return [];
    const { guaranteed, borrowLimit } = quota;
    return [{ pool: name, accelerator, nodes: guaranteed, ...(borrowLimit !== undefined && { borrowLimit }) }];
  });
}

function flavorOf({ name, accelerator }: QueuedPool): ResourceFlavor {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ResourceFlavor',
    metadata: { name },
    spec: { nodeLabels: { [poolLabel]: name }, tolerations: [tolerateAccelerator(accelerator.vendor)] },
  };
}
