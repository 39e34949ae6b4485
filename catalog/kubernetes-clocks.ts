import type { Dated } from './table';

export const kubernetesClocksAsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'Kubernetes documentation, "Nodes" (node-monitor-grace-period 50s since 1.32, not configurable on EKS) and "Taints and Tolerations" (taint-based evictions; default tolerationSeconds of 300), "Force Delete StatefulSet Pods" (pods of an unreachable node go with the node); Amazon EKS User Guide, "Enable node auto repair" (AcceleratedHardwareReady: 10 minutes, Ready: 30 minutes)',
};

/** From the loss of a node until Kubernetes finds it not ready, in seconds: heartbeats that do not come. */
const notReadySeconds = { typical: 48, worst: 55 } as const;

/** How long pods of services stay bound to a node that is not ready, in seconds, in place of the default of 300. */
export const toleratedSeconds = 30;

/** From the loss of a node until the pods of services on it are evicted, in seconds. */
export const evictionSeconds = {
  typical: notReadySeconds.typical + toleratedSeconds,
  worst: notReadySeconds.worst + toleratedSeconds,
} as const;

/**
 * From the loss of a node until EKS replaces it, in seconds. Pods of a StatefulSet, which groups over several nodes are made
 * of, keep their names until then: no other pod takes their place.
 */
export const groupEvictionSeconds = {
  typical: notReadySeconds.typical + 30 * 60,
  worst: notReadySeconds.worst + 31 * 60,
} as const;

/** From a fatal error of a GPU until EKS replaces its node, in seconds. The node stays ready until then. */
export const acceleratorRepairSeconds = { typical: 600, worst: 660 } as const;
