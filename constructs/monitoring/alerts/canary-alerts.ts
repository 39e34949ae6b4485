import { servingMetrics } from '../../../catalog/serving-metrics';
import { canaryName } from '../../inference/served-service';
import { scrapeJobs } from '../metrics/scrape-jobs';
import type { WatchedService } from '../watched-service';
import type { Alert } from './alert';

/** Requests a second below which the answers of a canary say nothing: 15 in five minutes. */
const enough = 0.05;

/** What tells that the other version of a service is worse than the service. Nothing for one without a canary. */
export function canaryAlerts({ name, engine, tier, canary }: WatchedService): readonly Alert[] {
  if (canary === undefined) return [];
  const other = canaryName(name);
  const rate = (proxy: string, more = '') =>
    `sum(rate(haproxy_backend_http_responses_total{job="${scrapeJobs.gateway}",proxy="${proxy}"${more}}[5m]))`;
  const failed = (proxy: string) => `(${rate(proxy, ',code="5xx"')} or vector(0))`;
  const firstToken = (of: WatchedService['engine'], variant: string) =>
    `histogram_quantile(0.9, sum by (le) (rate(${servingMetrics[of].latency.ttft.metric}_bucket{service="${name}",variant="${variant}"}[10m])))`;
  const common = { for: '5m', severity: 'ticket', component: 'serving', labels: { service: name, tier } } as const;
  const steps = [
    `Compare both: kubectl -n inference get pods -l 'app.kubernetes.io/name in (${name},${other})'`,
    'To end it, remove canary from the service and deploy: the gateway sends everything to the service then.',
  ];
  return [
    {
      ...common,
      name: 'CanaryFails',
      expr: `${failed(other)} / (${rate(other)} > ${enough}) > 0.01 + (${failed(name)} / ${rate(name)} or vector(0))`,
      summary: `More requests fail at the canary of ${name} than at the service`,
      meaning: 'A part of the users gets errors, for as long as the canary gets their requests.',
      automatic: 'None, as long as one of its replicas passes its health check.',
      steps,
    },
    {
      ...common,
      name: 'CanarySlow',
      expr: `${firstToken(canary, 'canary')} > 1.5 * ${firstToken(engine, '')}`,
      summary: `The canary of ${name} takes half as long again to its first token`,
      meaning: 'One request in ten of the canary waits that much longer than one in ten of the service.',
      automatic: 'None.',
      steps,
    },
  ];
}
