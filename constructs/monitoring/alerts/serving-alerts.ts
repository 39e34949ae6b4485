import type { ServingMetrics } from '../../../catalog/serving-metrics';
import { anyEngine } from '../metrics/any-engine';
import { scrapeJobs } from '../metrics/scrape-jobs';
import type { WatchedService } from '../watched-service';
import type { Alert } from './alert';

const perPod = 'sum by (namespace, pod, service, tier)';

const working = ({ running, waiting }: ServingMetrics) => [running, ...waiting].join(' + ');

/**
 * `by (pod)`, requests, and no step within a minute. Some series begin with the first request that is done, so those that
 * are there have to stand still, and at least one has to be there.
 */
function stalled(metrics: ServingMetrics): string {
  const { heartbeat } = metrics;
  const known = heartbeat.map((series) => `${perPod} (${series})`).join(' or ');
  const steps = heartbeat.map((series) => `(${perPod} (changes(${series}[1m])) > 0)`).join(' or ');
  return `(${perPod} (${working(metrics)}) > 0 and (${known}) unless (${steps}))`;
}

/** The health of engines and services, for those of all kinds: what a cluster does not run has no series. */
export function servingAlerts(): readonly Alert[] {
  return [
    {
      name: 'EngineStalled',
      expr: anyEngine(stalled),
      for: '30s',
      severity: 'by-tier',
      component: 'serving',
      summary: 'The engine {{ $labels.pod }} of {{ $labels.service }} has requests and does no step',
      meaning:
        'The loop of the engine hangs while its server still answers /health. Its requests wait until they are given up.',
      automatic:
        'After 60 s its readiness fails and the gateway sends it nothing; after 300 s its liveness probe restarts it.',
      steps: [
        'Before it is restarted, see where it hangs: kubectl -n inference exec POD -- py-spy dump --pid 1 (where py-spy is installed)',
        'With several GPUs a hung collective operation is likely: look for XID and NVLink alerts of its node.',
      ],
    },
    {
      name: 'KVCacheFull',
      expr: `max by (namespace, pod, service, tier) (${anyEngine(({ cache }) => `avg_over_time(${cache}[2m])`)}) > 0.95`,
      for: '2m',
      severity: 'ticket',
      component: 'serving',
      summary: 'The key-value cache of {{ $labels.pod }} ({{ $labels.service }}) is full',
      meaning: 'New requests wait, or running ones are put back and computed again: answers become slow.',
      automatic: 'KEDA adds replicas up to replicas.max.',
      steps: [
        'If ReplicasAtMaximum fires too, raise replicas.max and the nodes of the pool.',
        'Otherwise lower contextLength, or use a pool with more memory for each GPU.',
      ],
    },
    {
      name: 'RequestsQueue',
      expr: anyEngine(({ waiting }) => `(avg by (service, tier) (${waiting.join(' + ')}) > 10)`),
      for: '1m',
      severity: 'by-tier',
      component: 'serving',
      summary: 'More than 10 requests wait for each replica of {{ $labels.service }}',
      meaning: 'Users wait long for the first token.',
      automatic: 'KEDA adds replicas up to replicas.max; new nodes take minutes.',
      steps: [
        'If replicas are added and stay pending, see GPUPodsPending and CapacityErrors.',
        'If none are added, look at the scaler: kubectl -n inference describe scaledobject SERVICE',
      ],
    },
    {
      name: 'EnginePreempts',
      expr: 'sum by (service, tier) (rate(vllm:num_preemptions_total[5m])) > 0.1',
      for: '5m',
      severity: 'ticket',
      component: 'serving',
      summary: 'vLLM puts back running requests of {{ $labels.service }}',
      meaning:
        'The cache is too small for the requests at work: they are computed again, which wastes GPUs and delays answers.',
      automatic: 'None: it goes on until load falls.',
      steps: [
        'Lower contextLength or the number of sequences, or use more memory: quantization, more GPUs for a replica.',
      ],
    },
    {
      name: 'EngineErrors',
      expr: 'sum by (service, tier) (rate(vllm:request_success_total{finished_reason="error"}[5m])) / (sum by (service, tier) (rate(vllm:request_success_total[5m])) > 0) > 0.01',
      for: '5m',
      severity: 'ticket',
      component: 'serving',
      summary: 'More than 1 % of the requests of {{ $labels.service }} end with an error of the engine',
      meaning:
        'Streams break off after they have begun. HTTP has answered 200 by then, so no error rate of HTTP shows them.',
      automatic: 'None.',
      steps: ['Look for errors in the logs of the engine: kubectl -n inference logs -l app.kubernetes.io/name=SERVICE'],
    },
    {
      name: 'EngineRestarts',
      expr: 'sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{namespace="inference"}[1h])) > 2',
      severity: 'ticket',
      component: 'serving',
      summary: '{{ $labels.pod }} restarts again and again',
      meaning: 'Each restart loads the model anew and takes the replica away for minutes.',
      automatic: 'Kubernetes waits longer after each restart.',
      steps: [
        'kubectl -n inference logs POD --previous',
        'kubectl -n inference describe pod POD: reason and exit code',
      ],
    },
    {
      name: 'ReplicasAtMaximum',
      expr: 'kube_horizontalpodautoscaler_status_desired_replicas{namespace="inference"} >= on (namespace, horizontalpodautoscaler) kube_horizontalpodautoscaler_spec_max_replicas{namespace="inference"} > on (namespace, horizontalpodautoscaler) kube_horizontalpodautoscaler_spec_min_replicas{namespace="inference"}',
      for: '15m',
      severity: 'ticket',
      component: 'serving',
      summary: '{{ $labels.horizontalpodautoscaler }} has as many replicas as it may have',
      meaning: 'More load makes answers slow. If another region is lost now, its users do not fit here.',
      automatic: 'None: replicas.max is the limit that the project sets.',
      steps: [
        'Raise replicas.max and the nodes of the pool, and check the quota: ninefold plan shows what has to fit.',
      ],
    },
    {
      name: 'ReplicasMissing',
      // A replica on several nodes is a StatefulSet of the LeaderWorkerSet.
      expr: 'label_replace(kube_deployment_status_replicas_unavailable{namespace="inference",deployment!~".+-headroom"}, "workload", "$1", "deployment", "(.*)") > 0 or label_replace(kube_statefulset_replicas{namespace="inference"} - on (namespace, statefulset) kube_statefulset_status_replicas_ready{namespace="inference"}, "workload", "$1", "statefulset", "(.*)") > 0',
      for: '15m',
      severity: 'ticket',
      component: 'serving',
      summary: 'Replicas of {{ $labels.workload }} are missing for 15 minutes',
      meaning: 'The service has less room than it should, and less than the proof of the objectives counts with.',
      automatic: 'The autoscaler of nodes tries again.',
      steps: ['kubectl -n inference describe pod POD shows why: no node, no image, no weights, no readiness.'],
    },
  ];
}

/** What can only be said of a service that is known. */
export function missingMetrics({ name, tier, minReplicas, canary }: WatchedService): readonly Alert[] {
  if (minReplicas === 0) return [];
  return [
    {
      name: 'EngineMetricsMissing',
      // The canary answers a part of the requests only.
      expr: `absent(up{job="${scrapeJobs.heartbeat}",service="${name}"${canary ? ',variant=""' : ''}})`,
      for: '5m',
      severity: tier === 'sheddable' ? 'ticket' : 'page',
      component: 'monitoring',
      labels: { service: name, tier },
      summary: `Nothing is measured of ${name}`,
      meaning: 'No replica is there, or none is found: whatever happens to the service, no other alert would say so.',
      automatic: 'None.',
      steps: [
        `kubectl -n inference get pods -l app.kubernetes.io/name=${name}`,
        'If they run, look at Status > Target health of Prometheus, and at the PodMonitor of the service.',
      ],
    },
  ];
}
