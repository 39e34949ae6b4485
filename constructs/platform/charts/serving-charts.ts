import { systemNodes } from '../../cluster/node-pools/node-labels';
import { type ChartSettings, controllerReplicas, criticalPriority } from './chart-settings';

/**
 * KEDA, which scales services by the metrics of their engines. The operator works alone, by leader election; the metrics
 * server must answer whenever a service has to grow.
 *
 * Source: values of the chart 2.20.
 */
export const keda: ChartSettings = {
  values: () => ({
    operator: { replicaCount: controllerReplicas },
    metricsServer: { replicaCount: controllerReplicas },
    webhooks: { replicaCount: controllerReplicas },
    podDisruptionBudget: {
      operator: { maxUnavailable: 1 },
      metricServer: { maxUnavailable: 1 },
      webhooks: { maxUnavailable: 1 },
    },
    priorityClassName: criticalPriority,
    nodeSelector: { 'kubernetes.io/os': 'linux', ...systemNodes },
  }),
};

/**
 * LeaderWorkerSet, which runs a replica that takes several nodes.
 *
 * Source: values of the chart 0.10.
 */
export const leaderWorkerSet: ChartSettings = {
  values: () => ({ replicaCount: controllerReplicas, nodeSelector: systemNodes }),
};
