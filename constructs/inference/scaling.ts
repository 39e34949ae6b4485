import type { PrometheusTrigger, ScaledObject } from '../kubernetes/custom-resources/keda';
import { scalingQueries, wakeQuery } from './scaling-queries';
import { inferenceNamespace, type ServedService } from './served-service';

/** Service of the Prometheus that kube-prometheus-stack installs as the release of its own name. */
const prometheusAddress = 'http://kube-prometheus-stack-prometheus.monitoring.svc:9090';

const pollSeconds = 15;

/**
 * Follows the load of a service: up at once, to what the signal asks for; down slowly, one replica at a time, and not
 * before a new one could have loaded. Without an answer of Prometheus, or without any series of the engines, no replica
 * goes.
 *
 * Source: KEDA 2.20 documentation, "ScaledObject specification" (fallback, cooldownPeriod); Kubernetes documentation,
 * "Horizontal Pod Autoscaling" (behavior).
 */
export function scaledObject(service: ServedService): ScaledObject {
  const { name, replicas, cooldownSeconds: window, nodesPerReplica } = service;
  const sleeps = replicas.min === 0;
  const trigger = (trigger: string, query: string, threshold: number): PrometheusTrigger => ({
    type: 'prometheus',
    name: trigger,
    metricType: 'AverageValue',
    metadata: {
      serverAddress: prometheusAddress,
      query,
      threshold: String(threshold),
      ...(sleeps && { activationThreshold: '0' }),
      // A service that sleeps has no engine that says anything.
      ignoreNullValues: sleeps ? 'true' : 'false',
    },
  });
  const signals = scalingQueries(service, service.scaling).map((signal) =>
    trigger(signal.name, signal.query, signal.threshold),
  );
  // Wakes one replica only: its threshold is never reached, how many more is up to the signals.
  const wakes = sleeps ? [trigger('wake', wakeQuery(name), 1_000_000)] : [];
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name, namespace: inferenceNamespace },
    spec: {
      scaleTargetRef:
        nodesPerReplica > 1
          ? { apiVersion: 'leaderworkerset.x-k8s.io/v1', kind: 'LeaderWorkerSet', name }
          : { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicaCount: replicas.min,
      maxReplicaCount: replicas.max,
      pollingInterval: pollSeconds,
      cooldownPeriod: window,
      ...(!sleeps && {
        fallback: { failureThreshold: 3, replicas: replicas.min, behavior: 'currentReplicasIfHigher' },
      }),
      advanced: {
        horizontalPodAutoscalerConfig: {
          behavior: {
            scaleUp: {
              stabilizationWindowSeconds: 0,
              selectPolicy: 'Max',
              policies: [
                { type: 'Percent', value: 100, periodSeconds: 60 },
                { type: 'Pods', value: 4, periodSeconds: 60 },
              ],
            },
            scaleDown: {
              stabilizationWindowSeconds: window,
              policies: [{ type: 'Pods', value: 1, periodSeconds: 120 }],
            },
          },
        },
      },
      triggers: [...signals, ...wakes],
    },
  };
}
