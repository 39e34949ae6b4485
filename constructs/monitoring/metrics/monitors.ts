import { servingMetrics } from '../../../catalog/serving-metrics';
import { apiKeyName, apiKeySecret } from '../../inference/api-key';
import { gatewayLabels } from '../../inference/gateway';
import { canaryName, inferenceNamespace } from '../../inference/served-service';
import type { ExternalSecret } from '../../kubernetes/custom-resources/external-secrets';
import type { PodMonitor, Probe } from '../../kubernetes/custom-resources/prometheus-operator';
import type { WatchedService } from '../watched-service';
import { scrapeJobs } from './scrape-jobs';

/** Clocks between a failure and its alert, in seconds. */
export interface DetectionClocks {
  readonly scrapeInterval: number;
  readonly scrapeTimeout: number;
  readonly ruleInterval: number;
}

/** How often everything is measured that nobody waits for. */
const slowScrape = { interval: '15s', scrapeTimeout: '10s' };

/** A name of another region, or the one that users call, which has to answer. */
export interface ProbedAddress {
  readonly url: string;
  readonly service: string;
  /** Absent for the name that users call. */
  readonly region?: string;
}

const monitoring = { namespace: 'monitoring' };
const inference = { matchNames: [inferenceNamespace] };

const setLabels = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([targetLabel, replacement]) => ({ targetLabel, replacement }));

const nodeLabel = { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' };

/**
 * Engines twice: a few series every few seconds, by which a lost one is found, and all others less often. Each series
 * comes from one of the two only, so that sums over a service count nothing twice.
 */
export function engineMonitors(services: readonly WatchedService[], clocks: DetectionClocks): PodMonitor[] {
  return services.flatMap((service) => {
    const { name, engine, tier, canary } = service;
    return [
      engineMonitor(service, name, engine, { service: name, tier }, clocks),
      // Sums over a service count both versions, and `variant` tells them apart.
      ...(canary
        ? [engineMonitor(service, canaryName(name), canary, { service: name, tier, variant: 'canary' }, clocks)]
        : []),
    ];
  });
}

/** Keys of the services whose metrics Prometheus gets with them only. It reads them beside its monitors. */
export function metricsKeys(services: readonly WatchedService[]): ExternalSecret[] {
  return services.flatMap(({ name, engine, canary, apiKeySecret: secret }) =>
    secret !== undefined && [engine, ...(canary ? [canary] : [])].some((of) => servingMetrics[of].behindKey)
      ? [apiKeySecret(monitoring.namespace, name, secret)]
      : [],
  );
}

/** @param pods name of the pods */
function engineMonitor(
  service: WatchedService,
  pods: string,
  engine: WatchedService['engine'],
  labels: Readonly<Record<string, string>>,
  clocks: DetectionClocks,
): PodMonitor {
  const { running, waiting, heartbeat, behindKey } = servingMetrics[engine];
  const watched = [running, ...waiting, ...heartbeat].join('|');
  const endpoint = (job: string, action: 'keep' | 'drop') => ({
    port: 'http',
    path: '/metrics',
    ...(behindKey &&
      service.apiKeySecret !== undefined && {
        authorization: { credentials: { name: apiKeyName(service.name), key: 'key' } },
      }),
    relabelings: [nodeLabel, ...setLabels({ job, ...labels })],
    metricRelabelings: [{ sourceLabels: ['__name__'], regex: watched, action }],
  });
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: `engine-${pods}`, ...monitoring },
    spec: {
      namespaceSelector: inference,
      selector: {
        matchExpressions: [
          { key: 'app.kubernetes.io/name', operator: 'In', values: [pods] },
          { key: 'app.kubernetes.io/component', operator: 'In', values: ['engine'] },
          { key: 'ninefold.dev/role', operator: 'In', values: ['server'] },
        ],
      },
      podMetricsEndpoints: [
        { ...endpoint(scrapeJobs.heartbeat, 'keep'), ...fast(clocks) },
        { ...endpoint(scrapeJobs.engine, 'drop'), ...slowScrape },
      ],
    },
  };
}

const fast = ({ scrapeInterval, scrapeTimeout }: DetectionClocks) => ({
  interval: `${scrapeInterval}s`,
  scrapeTimeout: `${scrapeTimeout}s`,
});

export function gatewayMonitor(clocks: DetectionClocks): PodMonitor {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'gateway', ...monitoring },
    spec: {
      namespaceSelector: inference,
      selector: { matchLabels: gatewayLabels },
      podMetricsEndpoints: [
        {
          port: 'metrics',
          path: '/metrics',
          ...fast(clocks),
          relabelings: [nodeLabel, ...setLabels({ job: scrapeJobs.gateway })],
        },
      ],
    },
  };
}

/** What starts nodes. Cluster Autoscaler's port has no name. */
export function autoscalerMonitors(karpenter: boolean): PodMonitor[] {
  const monitor = (name: string, label: string, port: { port: string } | { portNumber: number }): PodMonitor => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, ...monitoring },
    spec: {
      namespaceSelector: { matchNames: ['kube-system'] },
      selector: { matchLabels: { 'app.kubernetes.io/name': label } },
      podMetricsEndpoints: [{ ...port, path: '/metrics', ...slowScrape, relabelings: setLabels({ job: name }) }],
    },
  });
  return [
    monitor('cluster-autoscaler', 'aws-cluster-autoscaler', { portNumber: 8085 }),
    ...(karpenter ? [monitor('karpenter', 'karpenter', { port: 'http-metrics' })] : []),
  ];
}

/** Address of the blackbox exporter in every cluster, and its module for names that answer without credentials. */
export const blackbox = {
  url: 'blackbox-exporter.monitoring.svc:9115',
  module: 'https_2xx',
  name: 'blackbox-exporter',
};

/** Where another region says whether its alerts get through. */
export interface ProbedAlerts {
  readonly region: string;
  readonly url: string;
}

export function alertsProbes(alerts: readonly ProbedAlerts[]): Probe[] {
  return alerts.map(({ region, url }) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: { name: `${region}-alerts`, ...monitoring },
    spec: {
      jobName: scrapeJobs.alerts,
      module: blackbox.module,
      ...slowScrape,
      prober: { url: blackbox.url },
      targets: { staticConfig: { static: [url], labels: { target_region: region } } },
    },
  }));
}

/** The other regions every few seconds, what users call less often. */
export function addressProbes(addresses: readonly ProbedAddress[], clocks: DetectionClocks): Probe[] {
  return addresses.map(({ url, service, region }) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Probe',
    metadata: { name: `${region ?? 'public-name'}-${service}`, ...monitoring },
    spec: {
      jobName: region === undefined ? scrapeJobs.publicName : scrapeJobs.regions,
      module: blackbox.module,
      ...(region === undefined ? slowScrape : fast(clocks)),
      prober: { url: blackbox.url },
      targets: {
        staticConfig: {
          static: [url],
          labels: { service, ...(region !== undefined && { target_region: region }) },
        },
      },
    },
  }));
}
