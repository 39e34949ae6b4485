import type { ClusterSecretStore } from '../kubernetes/custom-resources/external-secrets';
import { type ChartSettings, controllerReplicas, criticalPriority, onSystemNodes } from './platform-chart';

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

/** Name of the store in every cluster. */
export const secretStoreName = 'secrets-manager';

/**
 * Where secrets come from: the Secrets Manager of the region, with the rights of the controller's own pods.
 *
 * Source: External Secrets documentation, "AWS Secrets Manager" and "EKS Pod Identity setup".
 */
export function secretStore(region: string): ClusterSecretStore {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: secretStoreName },
    spec: { provider: { aws: { service: 'SecretsManager', region } } },
  };
}
