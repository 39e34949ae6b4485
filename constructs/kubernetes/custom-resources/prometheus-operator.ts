import type { Metadata } from '../manifest';
import type { LabelSelector } from '../objects';

type Namespaced = Metadata & { readonly namespace: string };

/** A change of labels, of targets before a scrape or of samples after it. */
export interface Relabeling {
  readonly sourceLabels?: readonly string[];
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
  readonly action?: 'replace' | 'keep' | 'drop';
}

/**
 * `monitoring.coreos.com/v1`. Source: CustomResourceDefinition of the Prometheus Operator in kube-prometheus-stack 88,
 * the fields that Ninefold sets.
 */
export interface PodMonitor {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PodMonitor';
  readonly metadata: Namespaced;
  readonly spec: {
    readonly namespaceSelector?: { readonly matchNames: readonly string[] };
    readonly selector: LabelSelector;
    readonly podMetricsEndpoints: readonly {
      /** Name of a port of the container, or else its number. */
      readonly port?: string;
      readonly portNumber?: number;
      readonly path: string;
      readonly interval: string;
      readonly scrapeTimeout: string;
      readonly authorization?: { readonly credentials: { readonly name: string; readonly key: string } };
      readonly relabelings?: readonly Relabeling[];
      readonly metricRelabelings?: readonly Relabeling[];
    }[];
  };
}

/** `monitoring.coreos.com/v1`. Source: as {@link PodMonitor}. */
export interface Probe {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'Probe';
  readonly metadata: Namespaced;
  readonly spec: {
    readonly jobName: string;
    /** Module of the blackbox exporter. */
    readonly module: string;
    readonly interval: string;
    readonly scrapeTimeout: string;
    readonly prober: { readonly url: string };
    readonly targets: {
      readonly staticConfig: {
        readonly static: readonly string[];
        readonly labels: Readonly<Record<string, string>>;
      };
    };
  };
}

/** A rule that records a series, or one that alerts. */
export type PrometheusRuleEntry =
  | { readonly record: string; readonly expr: string; readonly labels?: Readonly<Record<string, string>> }
  | {
      readonly alert: string;
      readonly expr: string;
      readonly for?: string;
      readonly keep_firing_for?: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    };

/** Rules that are evaluated one after the other. */
export interface PrometheusRuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly PrometheusRuleEntry[];
}

/** `monitoring.coreos.com/v1`. Source: as {@link PodMonitor}. */
export interface PrometheusRule {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PrometheusRule';
  readonly metadata: Namespaced;
  readonly spec: { readonly groups: readonly PrometheusRuleGroup[] };
}
