import { Construct } from 'constructs';
import { copiedSecret } from '../kubernetes/copied-secret';
import type { ExternalSecret } from '../kubernetes/custom-resources/external-secrets';
import type { PrometheusRule, PrometheusRuleGroup } from '../kubernetes/custom-resources/prometheus-operator';
import type { GitOps } from '../kubernetes/git-ops';
import type { Manifest } from '../kubernetes/manifest';
import { ManifestRelease } from '../kubernetes/manifest-release';
import { type Alert, type AlertGroup, alertGroup } from './alerts/alert';
import { canaryAlerts } from './alerts/canary-alerts';
import { capacityEndAlerts, nameAlerts, type ReservedCapacity } from './alerts/expiry-alerts';
import { fastAlerts } from './alerts/fast-alerts';
import { gpuAlerts } from './alerts/gpu-alerts';
import { nodeAlerts } from './alerts/node-alerts';
import { regionsLost, servicesAnswered } from './alerts/recorded-rules';
import { runbooks } from './alerts/runbooks';
import { missingMetrics, servingAlerts } from './alerts/serving-alerts';
import { silenceAlerts, watchdog } from './alerts/silence-alerts';
import { trainingAlerts } from './alerts/training-alerts';
import { dashboards } from './dashboards/dashboards';
import { receiverSecret } from './delivery/alertmanager-config';
import {
  addressProbes,
  alertsProbes,
  autoscalerMonitors,
  type DetectionClocks,
  engineMonitors,
  gatewayMonitor,
  metricsKeys,
  type ProbedAddress,
  type ProbedAlerts,
} from './metrics/monitors';
import { type Slo, sloAlerts, sloGroups } from './objectives/slo-rules';
import type { WatchedService } from './watched-service';

/** What is watched in one region: inputs of {@link RegionMonitoring}. */
export interface RegionMonitoringProps {
  /** Region of the cluster, and folder of the manifests. */
  readonly region: string;
  /** Argo CD installs the objects from Git in place of Helm. @default Helm does, when Terraform deploys */
  readonly gitOps?: GitOps;
  /** Clocks between a failure and its alert. */
  readonly clocks: DetectionClocks;
  /** Services of the region, each with its objectives. */
  readonly services: readonly (WatchedService & { readonly slos: readonly Slo[] })[];
  /** Names of other regions, and the one that users call. */
  readonly addresses: readonly ProbedAddress[];
  /** Other regions whose alerts have to get through. */
  readonly heard: readonly ProbedAlerts[];
  /** Pools whose capacity ends, of which people are told three days before. */
  readonly reserved: readonly ReservedCapacity[];
  /** Whether training jobs run here. */
  readonly training: boolean;
  /** Whether nodes have NVIDIA GPUs. */
  readonly gpus: boolean;
  /** Whether Karpenter starts nodes here. */
  readonly karpenter: boolean;
  /** Secrets in Secrets Manager with the key or URL of a receiver, by its name. */
  readonly receiverSecrets: Readonly<Record<string, string>>;
}

/**
 * A region's own monitoring: what Prometheus measures and judges, what people see, and what they read then.
 *
 * Needs the chart `kube-prometheus-stack` of `Platform`, and a Helm provider in the stack.
 */
export class RegionMonitoring extends Construct {
  constructor(scope: Construct, id: string, props: RegionMonitoringProps) {
    super(scope, id);
    // cdktf leaves an id of `Default` out of the addresses of resources.
    new ManifestRelease(this, 'Default', {
      name: 'monitoring',
      namespace: 'monitoring',
      folder: props.region,
      ...(props.gitOps && { gitOps: props.gitOps }),
      manifests: () => manifestsOf(props),
    });
  }
}

function manifestsOf(props: RegionMonitoringProps): Manifest[] {
  const { services, clocks, addresses } = props;
  return [
    ...engineMonitors(services, clocks),
    ...metricsKeys(services),
    ...(services.some(({ exposure }) => exposure === 'public') ? [gatewayMonitor(clocks)] : []),
    ...autoscalerMonitors(props.karpenter),
    ...addressProbes(addresses, clocks),
    ...alertsProbes(props.heard),
    ...ruleManifests(props),
    runbooks(regionAlerts(props)),
    ...dashboards(),
    ...(Object.keys(props.receiverSecrets).length > 0 ? [receivers(props.receiverSecrets)] : []),
  ];
}

/** All alerts of a region. */
export function regionAlerts(props: RegionMonitoringProps): Alert[] {
  return [
    ...groupsOf(props).flatMap(({ alerts }) => alerts),
    ...props.services.flatMap((service) => sloAlerts(service, service.slos)),
  ];
}

function groupsOf({
  clocks,
  services,
  addresses,
  heard,
  reserved,
  training,
  gpus,
}: RegionMonitoringProps): AlertGroup[] {
  const slow = '15s';
  const asleep = services.filter(({ minReplicas }) => minReplicas === 0).map(({ name }) => name);
  const groups: AlertGroup[] = [
    { name: 'watchdog', interval: '30s', alerts: [watchdog] },
    { name: 'fast', interval: `${clocks.ruleInterval}s`, alerts: fastAlerts(asleep) },
    { name: 'serving', interval: slow, alerts: services.length > 0 ? servingAlerts() : [] },
    { name: 'missing', interval: slow, alerts: services.flatMap(missingMetrics) },
    { name: 'canary', interval: slow, alerts: services.flatMap(canaryAlerts) },
    { name: 'gpu', interval: slow, alerts: gpus ? gpuAlerts() : [] },
    { name: 'nodes', interval: '10s', alerts: nodeAlerts() },
    { name: 'training', interval: slow, alerts: training ? trainingAlerts() : [] },
    { name: 'names', interval: slow, alerts: addresses.length > 0 ? nameAlerts() : [] },
    { name: 'silence', interval: slow, alerts: heard.length > 0 ? silenceAlerts() : [] },
    { name: 'capacity-ends', interval: '5m', alerts: capacityEndAlerts(reserved) },
  ];
  return groups.filter(({ alerts }) => alerts.length > 0);
}

/** What the alerts read; evaluated before them. */
function recordedOf({ clocks }: RegionMonitoringProps): PrometheusRuleGroup[] {
  return [
    { name: 'regions', interval: `${clocks.ruleInterval}s`, rules: [regionsLost] },
    { name: 'services', interval: '1m', rules: [servicesAnswered] },
  ];
}

/** Rules by the object that holds them, one for each area and service: Kubernetes holds objects of at most 1.5 MB. */
function groupsByObject(props: RegionMonitoringProps): ReadonlyMap<string, readonly PrometheusRuleGroup[]> {
  const objectives = props.services.filter(({ slos }) => slos.length > 0);
  return new Map([
    ['alerts', [...recordedOf(props), ...groupsOf(props).map(alertGroup)]],
    ...objectives.map((service) => [`slo-${service.name}`, sloGroups(service, service.slos)] as const),
  ]);
}

/** All rules of a region. */
export function regionRules(props: RegionMonitoringProps): PrometheusRuleGroup[] {
  return [...groupsByObject(props).values()].flat();
}

function ruleManifests(props: RegionMonitoringProps): PrometheusRule[] {
  return [...groupsByObject(props)].map(([name, groups]) => rules(name, groups));
}

function rules(name: string, groups: readonly PrometheusRuleGroup[]): PrometheusRule {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name, namespace: 'monitoring' },
    spec: { groups },
  };
}

/** Keys and URLs, as files of Alertmanager. */
function receivers(secrets: Readonly<Record<string, string>>): ExternalSecret {
  return copiedSecret('monitoring', receiverSecret, secrets);
}
