import { clusterAutoscalerTags } from '../../../catalog/charts';
import { autoscalingGroupPattern } from '../../cluster/node-pools/node-group-settings';
import { systemNodes } from '../../cluster/node-pools/node-labels';
import { clusterAutoscalerAccount } from '../identities/cluster-autoscaler-identity';
import { karpenterAccount } from '../identities/karpenter-resources';
import { type ChartSettings, controllerReplicas, criticalPriority } from './chart-settings';

/**
 * Cluster Autoscaler, which starts and stops the nodes of managed groups.
 *
 * It empties nodes only after 20 minutes without need: what an engine has loaded takes minutes to load again.
 *
 * Where workloads have an order of pools, it grows the first that has room. A group whose instances AWS refuses is left
 * out for a while at once; one whose nodes do not come, after ten minutes.
 *
 * Source: values of the chart 9.59; cluster-autoscaler/expander/priority/priority.go; kubernetes/autoscaler pull request
 * 4489 (refused instances); Cluster Autoscaler FAQ, "What are the parameters to CA?"; AWS provider README.
 */
export const clusterAutoscaler: ChartSettings = {
  values: ({ clusterName, region, kubernetesVersion, poolPreferences }) => ({
    cloudProvider: 'aws',
    awsRegion: region,
    autoDiscovery: { clusterName },
    image: { tag: clusterAutoscalerTags[kubernetesVersion] },
    rbac: { serviceAccount: { create: true, name: clusterAutoscalerAccount } },
    replicaCount: controllerReplicas,
    extraArgs: {
      ...(Object.keys(poolPreferences).length > 0
        ? { expander: 'priority,least-waste', 'max-node-provision-time': '10m' }
        : { expander: 'least-waste' }),
      'balance-similar-node-groups': true,
      'skip-nodes-with-system-pods': false,
      'scale-down-unneeded-time': '20m',
    },
    ...(Object.keys(poolPreferences).length > 0 && { expanderPriorities: expanderPriorities(poolPreferences) }),
    priorityClassName: criticalPriority,
    podDisruptionBudget: { maxUnavailable: 1 },
    nodeSelector: systemNodes,
    resources: { requests: { cpu: '100m', memory: '600Mi' }, limits: { memory: '600Mi' } },
  }),
};

/**
 * Patterns of the names that EKS gives to the groups of pools, by priority; the highest counts. A group that matches none
 * is never grown beside one that does.
 */
function expanderPriorities(preferences: Readonly<Record<string, number>>): Record<string, string[]> {
  const byPriority: Record<string, string[]> = { '0': ['.*'] };
  for (const [pool, preference] of Object.entries(preferences)) {
    const key = String(10 * preference);
    byPriority[key] = [...(byPriority[key] ?? []), autoscalingGroupPattern(pool)];
  }
  return byPriority;
}

/** Helm would install the definitions inside of the main chart once and never update them. */
export const karpenterDefinitions: ChartSettings = { values: () => ({}) };

/**
 * Karpenter, which starts nodes for pods that wait, and replaces those whose hardware fails.
 *
 * Source: values of the chart 1.14; Karpenter documentation, "Settings" and "Upgrade Guide".
 */
export const karpenter: ChartSettings = {
  values: ({ clusterName, karpenterQueue }) => ({
    replicas: controllerReplicas,
    serviceAccount: { create: true, name: karpenterAccount },
    settings: { clusterName, interruptionQueue: karpenterQueue, featureGates: { nodeRepair: true } },
    priorityClassName: criticalPriority,
    nodeSelector: { 'kubernetes.io/os': 'linux', ...systemNodes },
    controller: { resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } } },
  }),
};
