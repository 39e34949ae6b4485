import type { PrometheusRuleEntry, PrometheusRuleGroup } from '../../kubernetes/custom-resources/prometheus-operator';
import { regionsLost } from './recorded-rules';

/** `page`: somebody has to act now. `ticket`: in working hours. `info`: for dashboards, nobody is told. */
export type AlertSeverity = 'page' | 'ticket' | 'info';

/** An alert, with what people need who get it. */
export interface Alert {
  /** Unique among all alerts. */
  readonly name: string;
  readonly expr: string;
  /** How long it must be so, for example `5m`. Default: not at all. */
  readonly for?: string;
  /** How long it goes on after it is no longer so, against flapping. */
  readonly keepFiringFor?: string;
  /** With `by-tier`, work that may be shed is a ticket and all other a page; its series have the label `tier`. */
  readonly severity: AlertSeverity | 'by-tier';
  readonly component:
    | 'serving'
    | 'gateway'
    | 'region'
    | 'slo'
    | 'gpu'
    | 'node'
    | 'training'
    | 'capacity'
    | 'monitoring';
  /** Further labels. */
  readonly labels?: Readonly<Record<string, string>>;
  /** One line with the labels of the alert, as a Go template. */
  readonly summary: string;
  /** What it means for users. */
  readonly meaning: string;
  /** What acts without anybody, or why nothing does. */
  readonly automatic: string;
  /** What people do, in this order. */
  readonly steps: readonly string[];
}

export interface AlertGroup {
  readonly name: string;
  /** Between two evaluations, for example `15s`. */
  readonly interval: string;
  readonly alerts: readonly Alert[];
}

/**
 * While another region is lost this one has its users, and what may be shed gives way: nobody is told of that. The label
 * is `failover` then.
 */
const regionMode = `{{ if query "${regionsLost.record} > 0" }}failover{{ else }}normal{{ end }}`;

/** Where the page for people is found: it is in the cluster, whoever hosts this project's documents. */
function runbookOf(alert: string): string {
  return `kubectl -n monitoring get configmap runbooks -o jsonpath='{.data.${alert}\\.md}'`;
}

export function alertRule(alert: Alert): PrometheusRuleEntry {
  const byTier = alert.severity === 'by-tier';
  return {
    alert: alert.name,
    expr: alert.expr,
    ...(alert.for !== undefined && { for: alert.for }),
    ...(alert.keepFiringFor !== undefined && { keep_firing_for: alert.keepFiringFor }),
    labels: {
      severity: byTier ? '{{ if eq $labels.tier "sheddable" }}ticket{{ else }}page{{ end }}' : alert.severity,
      component: alert.component,
      ...(byTier && { region_mode: regionMode }),
      ...alert.labels,
    },
    annotations: { summary: alert.summary, description: alert.meaning, runbook: runbookOf(alert.name) },
  };
}

export function alertGroup({ name, interval, alerts }: AlertGroup): PrometheusRuleGroup {
  return { name, interval, rules: alerts.map(alertRule) };
}
