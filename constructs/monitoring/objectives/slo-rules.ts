import type { Latency } from '../../../catalog/serving-metrics';
import type { PrometheusRuleEntry, PrometheusRuleGroup } from '../../kubernetes/custom-resources/prometheus-operator';
import { type Alert, alertRule } from '../alerts/alert';
import type { WatchedService } from '../watched-service';
import { burnThreshold, ratioText } from './decimal';
import {
  downOfService,
  engineAvailability,
  gatewayAvailability,
  type Indicator,
  latencyIndicator,
  loadBalancerAvailability,
  loadBalancerDown,
} from './indicators';

/** An objective of a service over 30 days. */
export interface Slo {
  /** Per cent of the requests. */
  readonly objective: number;
  readonly indicator:
    | { readonly kind: 'availability' }
    /** `seconds` is the upper bound of a bucket of the engine. */
    | { readonly kind: Latency; readonly seconds: number };
}

interface Pair {
  readonly long: string;
  readonly short: string;
  readonly factor: number;
}

/**
 * How fast the budget of 30 days may be spent before somebody is told: 2 % in an hour and 5 % in six page, 10 % in a day
 * and 10 % in three are a ticket. The short window ends the alert when it is over.
 *
 * Source: Google, The Site Reliability Workbook, "Alerting on SLOs" (multiwindow, multi-burn-rate alerts).
 */
const burnRates: Readonly<Record<'page' | 'ticket', readonly [Pair, Pair]>> = {
  page: [
    { long: '1h', short: '5m', factor: 14.4 },
    { long: '6h', short: '30m', factor: 6 },
  ],
  ticket: [
    { long: '1d', short: '2h', factor: 3 },
    { long: '3d', short: '6h', factor: 1 },
  ],
};

const windows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

interface NamedSlo {
  readonly id: string;
  readonly service: WatchedService;
  readonly objective: number;
  readonly indicator: Indicator;
  /** What is promised, after the name of the service. */
  readonly promise: string;
  /** Whether fast burning wakes somebody. */
  readonly pages: boolean;
  /** What has to be recorded before the indicator can be read. */
  readonly before?: PrometheusRuleEntry;
}

/**
 * Rules of a service's objectives. The objective of record of a public service is judged at the load balancer, which is
 * outside of all that may fail; beside it are the answers of the gateway, which it does not know, and those of the engines,
 * which wake nobody.
 */
export function sloGroups(service: WatchedService, slos: readonly Slo[]): PrometheusRuleGroup[] {
  return slos
    .flatMap((slo) => named(service, slo))
    .flatMap((slo) => [
      {
        name: `slo-${slo.id}`,
        interval: '30s',
        rules: [...(slo.before ? [slo.before] : []), ...ratios(slo), ...burnAlerts(slo).map(alertRule)],
      },
      { name: `slo-budget-${slo.id}`, interval: '5m', rules: [...budget(slo), alertRule(budgetAlert(slo))] },
    ]);
}

/** The alerts among these rules. */
export function sloAlerts(service: WatchedService, slos: readonly Slo[]): Alert[] {
  return slos.flatMap((slo) => named(service, slo)).flatMap((slo) => [...burnAlerts(slo), budgetAlert(slo)]);
}

function named(service: WatchedService, { objective, indicator }: Slo): NamedSlo[] {
  const base = { service, objective, pages: true };
  if (indicator.kind !== 'availability') {
    const { kind, seconds } = indicator;
    const what = { ttft: 'first tokens', itl: 'further tokens', e2e: 'answers' }[kind];
    return [
      {
        ...base,
        id: `${service.name}-${kind}`,
        indicator: latencyIndicator(service, kind, seconds),
        promise: `${objective} % of its ${what} within ${seconds} s`,
      },
    ];
  }
  const promise = `${objective} % of its requests without a server error`;
  const engine = { ...base, indicator: engineAvailability(service), promise };
  if (service.exposure === 'internal') return [{ ...engine, id: `${service.name}-availability` }];
  // Where no replica may run, no healthy target is no failure.
  const ofRecord = service.balanced && service.minReplicas > 0;
  return [
    ...(ofRecord ? [balancedSlo({ ...base, id: `${service.name}-load-balancer` })] : []),
    { ...base, id: `${service.name}-availability`, indicator: gatewayAvailability(service), promise },
    { ...engine, id: `${service.name}-engine-availability`, pages: false },
  ];
}

function balancedSlo(base: Omit<NamedSlo, 'indicator' | 'promise'>): NamedSlo {
  const { service, objective } = base;
  return {
    ...base,
    indicator: loadBalancerAvailability(service),
    promise: `reachable for ${objective} % of the time`,
    before: {
      record: loadBalancerDown,
      expr: downOfService(service),
      labels: { service: service.name, tier: service.tier },
    },
  };
}

const labelsOf = ({ id, service }: NamedSlo) => ({ slo: id, service: service.name, tier: service.tier });

/** Without traffic there is no sample: neither an alert nor a division by zero. */
const ratio = ({ errors, total }: Indicator, window: string) =>
  `(${errors} or vector(0)) / (${total} > 0)`.replaceAll('$w', window);

const recordOf = (window: string) => `slo:error_ratio:rate${window}`;

function ratios(slo: NamedSlo): PrometheusRuleEntry[] {
  return windows.map((window) => ({
    record: recordOf(window),
    // Without the series of a latency's bucket nothing is known, which is not the same as no errors.
    expr: slo.indicator.series.includes('_bucket{')
      ? `${slo.indicator.errors} / (${slo.indicator.total} > 0)`.replaceAll('$w', window)
      : ratio(slo.indicator, window),
    labels: labelsOf(slo),
  }));
}

function burning({ id, objective }: NamedSlo, pairs: readonly Pair[]): string | undefined {
  const over = ({ long, short, factor }: Pair) => {
    const threshold = burnThreshold(factor, objective);
    // More than all requests cannot fail.
    if (Number(threshold) >= 1) return [];
    return [`(${[short, long].map((window) => `${recordOf(window)}{slo="${id}"} > ${threshold}`).join(' and ')})`];
  };
  const parts = pairs.flatMap(over);
  return parts.length === 0 ? undefined : parts.join(' or ');
}

function burnAlerts(slo: NamedSlo): Alert[] {
  const { id, service, promise, indicator } = slo;
  const labels = labelsOf(slo);
  const fast = burning(slo, burnRates.page);
  const slow = burning(slo, burnRates.ticket);
  const common = { component: 'slo' as const, labels };
  return [
    ...(fast === undefined
      ? []
      : [
          {
            ...common,
            name: 'SLOBurnsFast',
            expr: fast,
            severity: slo.pages ? ('by-tier' as const) : ('ticket' as const),
            summary: `${service.name} breaks its promise: ${promise}`,
            meaning:
              'So many requests fail or are slow that the error budget of 30 days is spent within hours or days. After a short total outage it goes on for up to half an hour.',
            automatic: 'What the alerts of engines, gateway and regions say.',
            steps: [
              'Act on the other alerts of the service first: they name the cause.',
              'The dashboard Service shows since when, and whether all replicas are affected.',
              'After a rollout, undo it. If only this region is affected, drain it.',
            ],
          },
        ]),
    ...(slow === undefined
      ? []
      : [
          {
            ...common,
            name: 'SLOBurnsSlowly',
            expr: slow,
            severity: 'ticket' as const,
            summary: `${service.name} spends its error budget too fast: ${promise}`,
            meaning: 'It goes on for hours or days. If it stays so, the budget is spent before the 30 days are over.',
            automatic: 'None.',
            steps: [
              'Compare with changes of the last days on the dashboard Objectives.',
              'Plan the repair before the budget is spent.',
            ],
          },
        ]),
    {
      ...common,
      name: 'SLOMetricMissing',
      expr: `(count(${indicator.expected}) > 0) unless on () count(${indicator.series})`,
      for: '10m',
      severity: 'ticket' as const,
      summary: `The promise of ${service.name} (${id}) cannot be judged: its metric is missing`,
      meaning:
        'Errors would alert nobody. The engine, the gateway or the exporter of the load balancer names its metrics differently, or is not scraped.',
      automatic: 'None.',
      steps: [
        'Ask the pod for /metrics and compare with catalog/serving-metrics.ts: a new version may have renamed them.',
        'Of a load balancer: kubectl -n monitoring logs -l app.kubernetes.io/instance=prometheus-yet-another-cloudwatch-exporter shows what CloudWatch answers.',
      ],
    },
  ];
}

/** Counted in pieces of five minutes, so that hours with much traffic count for more than quiet ones. */
function budget(slo: NamedSlo): PrometheusRuleEntry[] {
  const { id, objective, indicator } = slo;
  const labels = labelsOf(slo);
  const sum = (record: string) => `sum_over_time(${record}{slo="${id}"}[30d])`;
  const counted = (text: string) => `${text.replaceAll('rate(', 'increase(').replaceAll('$w', '5m')}`;
  return [
    { record: 'slo:requests:increase5m', expr: counted(indicator.total), labels },
    { record: 'slo:errors:increase5m', expr: `${counted(indicator.errors)} or vector(0)`, labels },
    {
      record: 'slo:error_budget:remaining',
      expr: `1 - ${sum('slo:errors:increase5m')} / (${sum('slo:requests:increase5m')} > 0) / ${burnThreshold(1, objective)}`,
      labels,
    },
    { record: 'slo:objective:ratio', expr: `vector(${ratioText(objective)})`, labels },
  ];
}

function budgetAlert(slo: NamedSlo): Alert {
  const { id, service, promise } = slo;
  return {
    name: 'SLOBudgetSpent',
    expr: `slo:error_budget:remaining{slo="${id}"} < 0`,
    severity: 'ticket',
    component: 'slo',
    labels: labelsOf(slo),
    summary: `${service.name} has broken its promise of 30 days: ${promise}`,
    meaning: 'More requests have failed or were slow in the last 30 days than were promised.',
    automatic: 'None.',
    steps: [
      'Stop risky changes of the service until the budget is back.',
      'Change the promise if it was never realistic.',
    ],
  };
}
