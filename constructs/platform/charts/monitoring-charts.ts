import { stringify } from 'yaml';
import { acceleratorVendors } from '../../cluster/node-pools/accelerator';
import { systemNodes } from '../../cluster/node-pools/node-labels';
import { tolerateAccelerator } from '../../kubernetes/accelerated-pod';
import { storageClassName } from '../../kubernetes/storage-class';
import { alertmanagerAccount, alertmanagerConfig, receiverSecret } from '../../monitoring/delivery/alertmanager-config';
import { logPipelineAccount } from '../../monitoring/log-store';
import { gpuCounters, gpuReadingMs } from '../../monitoring/metrics/gpu-counters';
import { cloudWatchExporter, exporterConfig, readingSeconds } from '../../monitoring/metrics/load-balancer-metrics';
import { blackbox } from '../../monitoring/metrics/monitors';
import { scrapeJobs } from '../../monitoring/metrics/scrape-jobs';
import { type ChartSettings, controllerReplicas, criticalPriority } from './chart-settings';

/** Room for the metrics of one region, in GiB for each replica; the oldest go first when it is full. */
const prometheusGiB = 100;

const onSystem = { nodeSelector: systemNodes };

/** Volumes go with what they belong to: without, `destroy` would leave them behind. */
const volume = (gibibytes: number) => ({
  volumeClaimTemplate: {
    spec: {
      storageClassName,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: `${gibibytes}Gi` } },
    },
  },
});
const volumesGoToo = { whenDeleted: 'Delete', whenScaled: 'Retain' };

/**
 * Prometheus, Alertmanager and the exporters of nodes and objects, two of each that answers. Monitors and rules of every
 * namespace count. EKS runs the control plane, so there is nothing to scrape of it. Grafana shows the dashboards that it
 * finds in the cluster; its password is made by the chart, in the secret `kube-prometheus-stack-grafana`.
 *
 * Source: values of the chart 88.5; Prometheus Operator, API reference of PrometheusSpec and AlertmanagerSpec.
 */
export const prometheusStack: ChartSettings = {
  values: ({ metricsRetentionDays, alerting, clusterName, region }) => ({
    crds: { enabled: true, upgradeJob: { enabled: true } },
    // The first has one of ours; the other one mutes alerts that nobody is told of anyway.
    defaultRules: { disabled: { Watchdog: true, InfoInhibitor: true } },
    grafana: {
      ...onSystem,
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    },
    kubeControllerManager: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeScheduler: { enabled: false },
    kubeProxy: { enabled: false },
    prometheusOperator: onSystem,
    // By default it says nothing of labels.
    'kube-state-metrics': { ...onSystem, metricLabelsAllowlist: ['nodes=[topology.kubernetes.io/zone]'] },
    prometheus: {
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      prometheusSpec: {
        ...onSystem,
        replicas: controllerReplicas,
        podAntiAffinity: 'hard',
        priorityClassName: criticalPriority,
        retention: `${metricsRetentionDays}d`,
        retentionSize: `${Math.floor(prometheusGiB * 0.9)}GiB`,
        resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
        externalLabels: { cluster: clusterName, region },
        storageSpec: volume(prometheusGiB),
        persistentVolumeClaimRetentionPolicy: volumesGoToo,
        podMonitorSelectorNilUsesHelmValues: false,
        probeSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
        scrapeConfigSelectorNilUsesHelmValues: false,
        serviceMonitorSelectorNilUsesHelmValues: false,
      },
    },
    alertmanager: {
      serviceAccount: { create: true, name: alertmanagerAccount },
      config: alertmanagerConfig(alerting),
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      alertmanagerSpec: {
        ...onSystem,
        replicas: controllerReplicas,
        podAntiAffinity: 'hard',
        priorityClassName: criticalPriority,
        storage: volume(2),
        ...(alerting.receivers.some(({ type }) => type !== 'email') && { secrets: [receiverSecret] }),
        persistentVolumeClaimRetentionPolicy: volumesGoToo,
      },
    },
  }),
};

/**
 * The health and load of NVIDIA GPUs as metrics, on every node that has some.
 *
 * Source: values of the chart 4.8.
 */
export const dcgmExporter: ChartSettings = {
  values: () => ({
    nodeSelector: acceleratorVendors.nvidia.labels,
    tolerations: [tolerateAccelerator('nvidia')],
    arguments: ['-f', '/etc/dcgm-exporter/default-counters.csv', `--collect-interval=${gpuReadingMs}`],
    customMetrics: gpuCounters,
    serviceMonitor: {
      enabled: true,
      interval: '5s',
      scrapeTimeout: '4s',
      // The pod that uses a GPU counts, not the exporter's own.
      honorLabels: true,
      // Releases of the exporter write the node's name as `Hostname` or `hostname`.
      relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
    },
    resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '1Gi' } },
  }),
};

/**
 * The blackbox exporter, which asks names from outside of their region.
 *
 * Source: values of the chart prometheus-blackbox-exporter 11; blackbox exporter documentation, "Configuration".
 */
export const blackboxExporter: ChartSettings = {
  values: () => ({
    fullnameOverride: blackbox.name,
    replicas: controllerReplicas,
    ...onSystem,
    priorityClassName: criticalPriority,
    podDisruptionBudget: { maxUnavailable: 1 },
    config: {
      modules: {
        [blackbox.module]: {
          prober: 'http',
          http: { follow_redirects: false, fail_if_not_ssl: true, preferred_ip_protocol: 'ip4' },
        },
      },
    },
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  }),
};

/**
 * YACE, which reads the load balancer's own metrics from CloudWatch. A restart costs a reading or two, so one is enough.
 *
 * Source: values of the chart prometheus-yet-another-cloudwatch-exporter 0.47; YACE 0.67, command-line flags.
 */
export const loadBalancerExporter: ChartSettings = {
  values: ({ region, balanced }) => ({
    fullnameOverride: cloudWatchExporter,
    serviceAccount: { create: true, name: cloudWatchExporter },
    useStatefulSet: false,
    testConnection: false,
    // The chart's monitor finds the exporter by its service.
    service: { enabled: true },
    serviceMonitor: {
      enabled: true,
      interval: `${readingSeconds}s`,
      relabelings: [{ targetLabel: 'job', replacement: scrapeJobs.loadBalancer }],
    },
    extraArgs: { 'scraping-interval': readingSeconds },
    config: stringify(exporterConfig(region, balanced ?? { loadBalancer: '', targetGroups: {} })),
    ...onSystem,
    priorityClassName: criticalPriority,
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 65_534,
    },
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  }),
};

/**
 * Fluent Bit, which brings what containers write to CloudWatch, from every node. It may only write into the log group
 * that Terraform has made.
 *
 * Source: values of the chart aws-for-fluent-bit 0.2; Fluent Bit manual, output `cloudwatch_logs`.
 */
export const logPipeline: ChartSettings = {
  values: ({ region, logPipeline: pipeline }) => ({
    serviceAccount: { create: true, name: logPipelineAccount },
    cloudWatchLogs: {
      enabled: true,
      region,
      logGroupName: pipeline?.logGroup ?? '',
      // The chart's own would make a log group for each namespace.
      logGroupTemplate: null,
      logStreamPrefix: 'pods-',
      autoCreateGroup: false,
    },
    tolerations: [{ operator: 'Exists' }],
    priorityClassName: pipeline?.priorityClass ?? '',
    resources: { requests: { cpu: '50m', memory: '100Mi' }, limits: { memory: '250Mi' } },
  }),
};
