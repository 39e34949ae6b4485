import type { AlertmanagerProps } from '../../monitoring/delivery/alertmanager-config';
import type { BalancedServices } from '../../monitoring/metrics/load-balancer-metrics';

/** What the values of charts depend on. */
export interface ChartContext {
  /** EKS cluster that the charts go to. */
  readonly clusterName: string;
  /** @example '1.35' */
  readonly kubernetesVersion: string;
  /** Region of the cluster. */
  readonly region: string;
  /** VPC of the cluster. */
  readonly vpcId: string;
  /** Queue of interruption notices; empty without Karpenter. */
  readonly karpenterQueue: string;
  /**
   * Managed pools that workloads have an order for, with how much each is preferred, a whole number from 1; empty where
   * no order matters.
   */
  readonly poolPreferences: Readonly<Record<string, number>>;
  /** How long Prometheus keeps what it measures, in days; 30 by default. */
  readonly metricsRetentionDays: number;
  /** Who is told what. */
  readonly alerting: AlertmanagerProps;
  /** What the load balancer's own metrics are read of; absent without a public name. */
  readonly balanced?: BalancedServices;
  /** Where the logs of containers go, and who gives way when nodes are full; absent without the module. */
  readonly logPipeline?: { readonly logGroup: string; readonly priorityClass: string };
  /** Whether several queues of training jobs share the nodes of pools. */
  readonly sharedQueues: boolean;
}

/** What Ninefold sets of a chart. */
export interface ChartSettings {
  readonly values: (context: ChartContext) => Readonly<Record<string, unknown>>;
}

/** Two, so that an update or the loss of a zone leaves one at work. */
export const controllerReplicas = 2;

/** What the cluster cannot do without is the last to be evicted. */
export const criticalPriority = 'system-cluster-critical';
