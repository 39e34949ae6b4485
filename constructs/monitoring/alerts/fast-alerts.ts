import { scrapeJobs } from '../metrics/scrape-jobs';
import type { Alert } from './alert';
import { servicesAnswered } from './recorded-rules';

/** Pods that are taken away on purpose end too. */
const engines = (state: string) =>
  `(up{job="${scrapeJobs.heartbeat}"}${state} unless on (namespace, pod) kube_pod_deletion_timestamp{namespace="inference"})`;

/** One that has never answered is starting: loading a model takes minutes. */
const hasAnswered = (job: string) => `max_over_time(up{job="${job}"}[1h]) == 1`;

const restarts = 'Kubernetes restarts the container, and the gateway sends its requests to the other replicas.';

/**
 * What somebody has to know within seconds. Rules are evaluated in this order, and each is sent at once: Alertmanager has to
 * know that a service is down before it hears of its last engine, or it tells of both.
 *
 * @param asleep services that may have no replica at all: one that wakes is no failure
 */
export function fastAlerts(asleep: readonly string[]): readonly Alert[] {
  const down = `sum by (service, tier) (${engines('')}) == 0`;
  const awake = asleep.length > 0 ? `service!~"${asleep.join('|')}"` : '';
  // What is recorded once a minute says nothing yet of a service that has just come, or after Prometheus has.
  const answered = `(${servicesAnswered.record}{${awake}} or max by (service, tier) (max_over_time(up{job="${scrapeJobs.heartbeat}"${awake && `,${awake}`}}[5m])) == 1)`;
  return [
    {
      name: 'ServiceDown',
      expr: `${down} and ${answered}`,
      keepFiringFor: '30s',
      severity: 'by-tier',
      component: 'serving',
      labels: { path: 'fast', failover: 'true' },
      summary: 'No replica of {{ $labels.service }} answers in this region',
      meaning: 'The region answers none of the requests for this service.',
      automatic: `${restarts} Where the service is critical and public, the health checks of the public name see it too and lead users to the other regions.`,
      steps: [
        'See whether users are led elsewhere: the dashboard Regions, or ninefold drill plan for what to expect.',
        'If they are not, drain the region by its switch (docs/reliability.md, "How a region is left, and returns").',
        'Look for what the replicas have in common: a rollout, a node pool, the weights, the quota.',
      ],
    },
    {
      name: 'EngineDown',
      expr: `${engines(' == 0')} and ${hasAnswered(scrapeJobs.heartbeat)}`,
      keepFiringFor: '30s',
      severity: 'by-tier',
      component: 'serving',
      labels: { path: 'fast' },
      summary: 'A replica of {{ $labels.service }} ({{ $labels.pod }}) does not answer',
      meaning:
        'The engine has crashed or hangs. Requests that it worked on are lost; others go to the remaining replicas.',
      automatic: `${restarts} A hung one is restarted by its liveness probe.`,
      steps: [
        'Look at the last lines before the end: kubectl -n inference logs POD --previous',
        'Out of memory (exit code 137, or CUDA out of memory): lower contextLength, or give the service more memory.',
        'If its node has GPU alerts as well, act on those: the engine is not the cause.',
      ],
    },
    {
      name: 'GatewayDown',
      expr: `(up{job="${scrapeJobs.gateway}"} == 0 unless on (namespace, pod) kube_pod_deletion_timestamp{namespace="inference"}) and ${hasAnswered(scrapeJobs.gateway)}`,
      keepFiringFor: '30s',
      severity: 'page',
      component: 'gateway',
      labels: { path: 'fast' },
      summary: 'The gateway {{ $labels.pod }} does not answer',
      meaning: 'One of the ways in to all public services of the region is gone. The load balancer takes the others.',
      automatic: 'Kubernetes restarts it, and the load balancer sends it nothing until it is healthy again.',
      steps: [
        'kubectl -n inference logs POD --previous',
        'If all gateways are down after a change of the project, undo the change.',
      ],
    },
    {
      name: 'RegionUnreachable',
      expr: `max by (target_region) (probe_success{job="${scrapeJobs.regions}"}) == 0`,
      keepFiringFor: '30s',
      severity: 'page',
      component: 'region',
      labels: { path: 'fast', failover: 'true' },
      summary: 'The region {{ $labels.target_region }} does not answer at its own public name',
      meaning:
        'Seen from this region, none of the public services of the other one answers. This region gets its users.',
      automatic:
        'The health checks of the public name lead users around it. Here, sheddable work gives way by its priority, and its alerts are not sent.',
      steps: [
        'Compare with the health checks in Route 53: if they see the region as healthy, the fault lies between the two regions.',
        'Look at the AWS Health Dashboard for the region.',
        'If users are still led there, drain it by its switch (docs/reliability.md, "How a region is left, and returns").',
      ],
    },
  ];
}
