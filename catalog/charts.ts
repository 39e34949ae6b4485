import type { Dated } from './table';

/** A Helm chart of somebody else at the version that Ninefold installs. */
export interface Chart {
  readonly name: string;
  /** Address of the repository; `oci://…` without the chart's name for one in a registry of images. */
  readonly repository: string;
  readonly version: string;
  /** Namespace that the chart's documentation installs it into. */
  readonly namespace: string;
  /** Day of the release, as YYYY-MM-DD. */
  readonly released: string;
  /** Oldest and newest Kubernetes version that its makers state; a side that they leave open is absent. */
  readonly kubernetes: { readonly from?: string; readonly to?: string };
}

export const chartsAsOf: Dated = {
  asOf: '2026-11-24',
  source:
    'Chart.yaml and release tags of each repository; Karpenter documentation, "Compatibility"; KEDA 2.20 documentation, ' +
    '"Cluster", Kubernetes compatibility; kubeVersion of the charts',
};

/** Every chart that a platform can consist of, by its name. */
export const charts = {
  'aws-load-balancer-controller': {
    name: 'aws-load-balancer-controller',
    repository: 'https://aws.github.io/eks-charts',
    version: '3.5.0',
    namespace: 'kube-system',
    released: '2026-08-03',
    kubernetes: {},
  },
  'aws-efa-k8s-device-plugin': {
    name: 'aws-efa-k8s-device-plugin',
    repository: 'https://aws.github.io/eks-charts',
    version: 'v0.5.30',
    namespace: 'kube-system',
    released: '2026-07-21',
    kubernetes: {},
  },
  'nvidia-device-plugin': {
    name: 'nvidia-device-plugin',
    repository: 'https://nvidia.github.io/k8s-device-plugin',
    version: '0.20.0',
    namespace: 'nvidia-device-plugin',
    released: '2026-08-19',
    kubernetes: {},
  },
  'cluster-autoscaler': {
    name: 'cluster-autoscaler',
    repository: 'https://kubernetes.github.io/autoscaler',
    version: '9.59.0',
    namespace: 'kube-system',
    released: '2026-07-21',
    kubernetes: {},
  },
  'karpenter-crd': {
    name: 'karpenter-crd',
    repository: 'oci://public.ecr.aws/karpenter',
    version: '1.14.1',
    namespace: 'kube-system',
    released: '2026-08-20',
    kubernetes: { from: '1.29', to: '1.36' },
  },
  karpenter: {
    name: 'karpenter',
    repository: 'oci://public.ecr.aws/karpenter',
    version: '1.14.1',
    namespace: 'kube-system',
    released: '2026-08-20',
    kubernetes: { from: '1.29', to: '1.36' },
  },
  kueue: {
    name: 'kueue',
    repository: 'oci://registry.k8s.io/kueue/charts',
    version: '0.19.2',
    namespace: 'kueue-system',
    released: '2026-08-20',
    kubernetes: {},
  },
  jobset: {
    name: 'jobset',
    repository: 'oci://registry.k8s.io/jobset/charts',
    version: '0.12.0',
    namespace: 'jobset-system',
    released: '2026-05-08',
    kubernetes: {},
  },
  lws: {
    name: 'lws',
    repository: 'oci://registry.k8s.io/lws/charts',
    version: '0.10.0',
    namespace: 'lws-system',
    released: '2026-08-11',
    kubernetes: {},
  },
  keda: {
    name: 'keda',
    repository: 'https://kedacore.github.io/charts',
    version: '2.20.2',
    namespace: 'keda',
    released: '2026-07-31',
    kubernetes: { from: '1.33', to: '1.35' },
  },
  'external-secrets': {
    name: 'external-secrets',
    repository: 'https://charts.external-secrets.io',
    version: '2.9.0',
    namespace: 'external-secrets',
    released: '2026-08-07',
    kubernetes: {},
  },
  'kube-prometheus-stack': {
    name: 'kube-prometheus-stack',
    repository: 'https://prometheus-community.github.io/helm-charts',
    version: '88.5.3',
    namespace: 'monitoring',
    released: '2026-08-21',
    kubernetes: {},
  },
  'prometheus-blackbox-exporter': {
    name: 'prometheus-blackbox-exporter',
    repository: 'https://prometheus-community.github.io/helm-charts',
    version: '11.17.2',
    namespace: 'monitoring',
    released: '2026-08-22',
    kubernetes: {},
  },
  'prometheus-yet-another-cloudwatch-exporter': {
    name: 'prometheus-yet-another-cloudwatch-exporter',
    repository: 'https://prometheus-community.github.io/helm-charts',
    version: '0.47.0',
    namespace: 'monitoring',
    released: '2026-07-03',
    kubernetes: {},
  },
  'dcgm-exporter': {
    name: 'dcgm-exporter',
    repository: 'https://nvidia.github.io/dcgm-exporter/helm-charts',
    version: '4.8.2',
    namespace: 'monitoring',
    released: '2026-05-06',
    kubernetes: {},
  },
  'aws-for-fluent-bit': {
    name: 'aws-for-fluent-bit',
    repository: 'https://aws.github.io/eks-charts',
    version: '0.2.0',
    namespace: 'amazon-cloudwatch',
    released: '2026-08-03',
    kubernetes: {},
  },
  'argo-cd': {
    name: 'argo-cd',
    repository: 'https://argoproj.github.io/argo-helm',
    version: '10.1.1',
    namespace: 'argocd',
    released: '2026-07-02',
    kubernetes: {},
  },
} as const satisfies Readonly<Record<string, Chart>>;

export type ChartName = keyof typeof charts;

/** Whether the makers of a chart support a Kubernetes version, such as `1.35`. */
export function supportsKubernetes(chart: Chart, version: string): boolean {
  const { from, to } = chart.kubernetes;
  return (
    (from === undefined || minorOf(version) >= minorOf(from)) && (to === undefined || minorOf(version) <= minorOf(to))
  );
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

/**
 * Image of Cluster Autoscaler for each Kubernetes version: it simulates the scheduler of that version. The chart's own is
 * for one version only.
 * Source: kubernetes/autoscaler, releases; Cluster Autoscaler README, "Releases"; 2026-08.
 */
export const clusterAutoscalerTags: Readonly<Record<string, string>> = {
  '1.36': 'v1.36.1',
  '1.35': 'v1.35.0',
  '1.34': 'v1.34.0',
  '1.33': 'v1.33.0',
  '1.32': 'v1.32.0',
  '1.31': 'v1.31.0',
};
