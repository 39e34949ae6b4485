import { systemNodes } from '../../cluster/node-pools/node-labels';
import { secretReaderAccount } from '../identities/secret-reader-identity';
import { type ChartSettings, controllerReplicas, criticalPriority } from './chart-settings';

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
    serviceAccount: { create: true, name: secretReaderAccount },
    nodeSelector: systemNodes,
    priorityClassName: criticalPriority,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    webhook: { replicaCount: controllerReplicas, nodeSelector: systemNodes },
    certController: { nodeSelector: systemNodes },
  }),
};
