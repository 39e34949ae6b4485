import type { EksNodeGroupTaint } from '@cdktf/provider-aws/lib/eks-node-group';

/** What a node of a pool will be like, for as long as there is none to look at. */
export interface NodeTemplate {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Required<EksNodeGroupTaint>[];
  /** Kubernetes quantities by resource name, for resources that the instance type does not tell. */
  readonly resources: Readonly<Record<string, string>>;
}

/** EKS's names of taint effects, and Kubernetes'. */
const effects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: 'NoSchedule',
  NO_EXECUTE: 'NoExecute',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
};

/**
 * What the cluster autoscaler learns about a first node from its Auto Scaling group: values by hint. {@link hintTag}
 * makes the tag keys. CPU, memory and NVIDIA GPUs it takes from the instance type; without hints for the rest, a pod
 * that asks for EFA, huge pages or scratch space never starts a pool of zero nodes.
 *
 * Source: kubernetes/autoscaler, cluster-autoscaler/cloudprovider/aws/README.md, "Auto-Discovery Setup" (2026-08).
 */
export function scaleFromZeroHints(template: NodeTemplate): Record<string, string> {
  return Object.fromEntries([
    ...Object.entries(template.labels).map(([key, value]) => [`label/${key}`, value]),
    ...template.taints.map((taint) => [
      `taint/${taint.key}`,
      `${taint.value}:${effects[taint.effect] ?? taint.effect}`,
    ]),
    ...Object.entries(template.resources).map(([name, quantity]) => [`resources/${name}`, quantity]),
  ]);
}

/** Keeps the cluster autoscaler from removing idle nodes, for capacity that is paid for anyway. */
export const keepIdleNodesHint = { 'autoscaling-options/scaledownunneededtime': '8760h0m0s' } as const;

/** The tag key of a hint. */
export function hintTag(hint: string): string {
  return `k8s.io/cluster-autoscaler/node-template/${hint}`;
}
