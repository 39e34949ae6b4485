import { clusterAutoscalerTags } from '../../catalog/charts';
import { type ChartSettings, controllerReplicas, criticalPriority, onSystemNodes } from './platform-chart';

/**
 * Cluster Autoscaler, which starts and stops the nodes of managed groups.
 *
 * It empties nodes only after 20 minutes without need: what an engine has loaded takes minutes to load again.
 *
 * Source: values of the chart 9.59; Cluster Autoscaler FAQ, "What are the parameters to CA?"; AWS provider README.
 */
export const clusterAutoscaler: ChartSettings = {
  values: ({ clusterName, region, kubernetesVersion }) => ({
    cloudProvider: 'aws',
    awsRegion: region,
    autoDiscovery: { clusterName },
    image: { tag: clusterAutoscalerTags[kubernetesVersion] },
    rbac: { serviceAccount: { create: true, name: 'cluster-autoscaler' } },
    replicaCount: controllerReplicas,
    extraArgs: {
      expander: 'least-waste',
      'balance-similar-node-groups': true,
      'skip-nodes-with-system-pods': false,
      'scale-down-unneeded-time': '20m',
    },
    priorityClassName: criticalPriority,
    podDisruptionBudget: { maxUnavailable: 1 },
    nodeSelector: onSystemNodes,
    resources: { requests: { cpu: '100m', memory: '600Mi' }, limits: { memory: '600Mi' } },
  }),
};

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
    serviceAccount: { create: true, name: 'karpenter' },
    settings: { clusterName, interruptionQueue: karpenterQueue, featureGates: { nodeRepair: true } },
    priorityClassName: criticalPriority,
    nodeSelector: { 'kubernetes.io/os': 'linux', ...onSystemNodes },
    controller: { resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } } },
  }),
};
