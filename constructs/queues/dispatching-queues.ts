import type { Accelerator } from '../cluster/node-pools/accelerator';
import type {
  AdmissionCheck,
  ClusterQueue,
  LocalQueue,
  MultiKueueCluster,
  MultiKueueConfig,
} from '../kubernetes/custom-resources/kueue';
import { namespaceNamed } from '../kubernetes/namespace-selector';
import { localQueue, resourceGroups } from './queue-parts';

/** A queue whose jobs other clusters run. */
export interface DispatchingQueue {
  readonly name: string;
  /** What its jobs can have in all of them together. */
  readonly nodes: readonly { readonly pool: string; readonly nodes: number; readonly accelerator: Accelerator }[];
}

/** Name of the check and of its configuration. */
const dispatchName = 'other-regions';

/** Secret in Kueue's namespace with the access to the cluster of a region. */
export function accessSecret(region: string): string {
  return `multikueue-${region}`;
}

/**
 * The queues of a cluster that sends jobs to others: a job that has its quota here is offered to all of them, and the
 * first that admits it runs it. Queues of the same name are there, and hold the nodes. The quota here is what all have
 * together, so that jobs wait where the nodes are. These queues lend and borrow nothing: they have no nodes.
 *
 * Source: Kueue 0.19 documentation, "MultiKueue" and "Setup a MultiKueue environment".
 */
export function dispatchingQueues(
  namespace: string,
  workers: readonly string[],
  queues: readonly DispatchingQueue[],
): readonly (AdmissionCheck | MultiKueueConfig | MultiKueueCluster | ClusterQueue | LocalQueue)[] {
  const check: AdmissionCheck = {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'AdmissionCheck',
    metadata: { name: dispatchName },
    spec: {
      controllerName: 'kueue.x-k8s.io/multikueue',
      parameters: { apiGroup: 'kueue.x-k8s.io', kind: 'MultiKueueConfig', name: dispatchName },
    },
  };
  const config: MultiKueueConfig = {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'MultiKueueConfig',
    metadata: { name: dispatchName },
    spec: { clusters: workers },
  };
  const clusters = workers.map(
    (region): MultiKueueCluster => ({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'MultiKueueCluster',
      metadata: { name: region },
      spec: { clusterSource: { kubeConfig: { locationType: 'Secret', location: accessSecret(region) } } },
    }),
  );
  return [
    check,
    config,
    ...clusters,
    ...queues.flatMap((queue) => [clusterQueue(namespace, queue), localQueue(namespace, queue.name)]),
  ];
}

function clusterQueue(namespace: string, { name, nodes }: DispatchingQueue): ClusterQueue {
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ClusterQueue',
    metadata: { name },
    spec: {
      namespaceSelector: namespaceNamed(namespace),
      resourceGroups: resourceGroups(nodes),
      admissionChecksStrategy: { admissionChecks: [{ name: dispatchName }] },
      preemption: { withinClusterQueue: 'LowerPriority' },
    },
  };
}
