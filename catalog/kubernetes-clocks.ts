import type { Dated } from './table';

export const kubernetesClocksAsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'Kubernetes documentation, "Nodes" (node-monitor-grace-period 50s since 1.32, not configurable on EKS) and "Taints and Tolerations" (default tolerationSeconds of 300); Amazon EKS User Guide, "Enable node auto repair" (AcceleratedHardwareReady: 10 minutes)',
};

/** From the loss of a node until its pods are evicted, in seconds: missed heartbeats, then the default toleration. */
export const evictionSeconds = { typical: 348, worst: 355 } as const;

/** From a fatal error of a GPU until EKS replaces its node, in seconds. The node stays ready until then. */
export const acceleratorRepairSeconds = { typical: 600, worst: 660 } as const;
