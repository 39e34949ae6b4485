import { type ChartSettings, controllerReplicas, criticalPriority, onSystemNodes } from './chart-settings';

/**
 * External Secrets, which copies secrets from AWS Secrets Manager into the cluster: specs and manifests hold their names
 * only.
 *
 * Source: values of the chart 2.9.
 */
export const externalSecrets: ChartSettings = {
  values: () => ({
    replicaCount: controllerReplicas,
    leaderElect: true,
    serviceAccount: { create: true, name: 'external-secrets' },
    nodeSelector: onSystemNodes,
    priorityClassName: criticalPriority,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    webhook: { replicaCount: controllerReplicas, nodeSelector: onSystemNodes },
    certController: { nodeSelector: onSystemNodes },
  }),
};
