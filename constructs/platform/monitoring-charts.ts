import { acceleratorVendors } from '../cluster/node-pools/accelerator';
import { acceleratorTaint } from '../cluster/node-pools/node-labels';
import { tolerate } from '../kubernetes/custom-resources/karpenter';
import { type ChartSettings, controllerReplicas, criticalPriority, onSystemNodes } from './platform-chart';
import { storageClassName } from './storage-class';

/** Room for the metrics of one region, in GiB for each replica; the oldest go first when it is full. */
const prometheusGiB = 100;

const onSystem = { nodeSelector: onSystemNodes };

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
 * namespace count. EKS runs the control plane, so there is nothing to scrape of it; Grafana stays off as long as there
 * are no dashboards for it.
 *
 * Source: values of the chart 88.5; Prometheus Operator, API reference of PrometheusSpec and AlertmanagerSpec.
 */
export const prometheusStack: ChartSettings = {
  values: ({ metricsRetentionDays }) => ({
    crds: { enabled: true, upgradeJob: { enabled: true } },
    grafana: { enabled: false },
    kubeControllerManager: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeScheduler: { enabled: false },
    kubeProxy: { enabled: false },
    prometheusOperator: onSystem,
    'kube-state-metrics': onSystem,
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
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      alertmanagerSpec: {
        ...onSystem,
        replicas: controllerReplicas,
        podAntiAffinity: 'hard',
        priorityClassName: criticalPriority,
        storage: volume(2),
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
    tolerations: [tolerate(acceleratorTaint({ vendor: 'nvidia' }))],
    serviceMonitor: { enabled: true, interval: '15s' },
    resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '1Gi' } },
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
    serviceAccount: { create: true, name: 'aws-for-fluent-bit' },
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
