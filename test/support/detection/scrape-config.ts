import type {
  PodMonitor,
  Probe,
  Relabeling,
} from '../../../constructs/kubernetes/custom-resources/prometheus-operator';

/** A pod that a monitor finds, here behind a port of this computer. */
export interface MonitoredPod {
  readonly name: string;
  readonly port: number;
}

/**
 * What the Prometheus Operator makes of a monitor, with targets on this computer: `kubernetes_sd_configs` would find the
 * pods in a cluster. Intervals, timeouts and relabelings are those of the monitor.
 *
 * Source: prometheus-operator, pkg/prometheus/promcfg.go (generatePodMonitorConfig).
 */
export function podScrapes({ metadata, spec }: PodMonitor, pods: readonly MonitoredPod[]): object[] {
  return spec.podMetricsEndpoints.map((endpoint, index) => ({
    job_name: `podMonitor/${metadata.namespace}/${metadata.name}/${index}`,
    scrape_interval: endpoint.interval,
    scrape_timeout: endpoint.scrapeTimeout,
    metrics_path: endpoint.path,
    static_configs: pods.map(({ name, port }) => ({
      targets: [`127.0.0.1:${port}`],
      labels: {
        namespace: spec.namespaceSelector?.matchNames[0] ?? metadata.namespace,
        pod: name,
        __meta_kubernetes_pod_node_name: 'node-1',
      },
    })),
    relabel_configs: (endpoint.relabelings ?? []).map(relabeling),
    metric_relabel_configs: (endpoint.metricRelabelings ?? []).map(relabeling),
  }));
}

/** As {@link podScrapes}, of a probe by a prober on this computer (generateProbeConfig). */
export function probeScrape({ metadata, spec }: Probe, proberPort: number): object {
  return {
    job_name: `probe/${metadata.namespace}/${metadata.name}`,
    scrape_interval: spec.interval,
    scrape_timeout: spec.scrapeTimeout,
    metrics_path: '/probe',
    params: { module: [spec.module] },
    static_configs: [{ targets: spec.targets.staticConfig.static, labels: spec.targets.staticConfig.labels }],
    relabel_configs: [
      { target_label: 'job', replacement: spec.jobName },
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: `127.0.0.1:${proberPort}` },
    ],
  };
}

function relabeling({ sourceLabels, targetLabel, ...rest }: Relabeling): object {
  return {
    ...(sourceLabels && { source_labels: sourceLabels }),
    ...(targetLabel !== undefined && { target_label: targetLabel }),
    ...rest,
  };
}
