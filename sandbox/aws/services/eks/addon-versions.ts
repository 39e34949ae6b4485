import { minorOf } from './shared';

/** An add-on of EKS, with as much of it as a deployment meets. */
export interface Addon {
  readonly name: string;
  /** Where its pods and their service accounts are. */
  readonly namespace: string;
  /** It has a Deployment whose pods wait for a node without taints; the others only have daemons. */
  readonly needsNode?: true;
  /** Versions, newest first, each with the first and the last minor version of Kubernetes that takes it. */
  readonly versions: readonly (readonly [version: string, first: number, last: number])[];
}

/**
 * Two versions of each add-on at most, numbered like real ones: enough for a default, a newer one and an upgrade, and no
 * substitute for `aws eks describe-addon-versions`.
 *
 * Source: Amazon EKS User Guide, "AWS add-ons", "Community add-ons"; 2026-11.
 */
const addons: readonly Addon[] = [
  { ...kubeSystem('vpc-cni'), versions: both('v1.21.1-eksbuild.1', 'v1.20.4-eksbuild.2') },
  { ...kubeSystem('kube-proxy'), versions: [31, 32, 33, 34, 35, 36].flatMap(kubeProxy) },
  {
    ...kubeSystem('coredns'),
    needsNode: true,
    versions: [
      ['v1.14.1-eksbuild.1', 36, 36],
      ['v1.13.2-eksbuild.1', 34, 36],
      ['v1.12.4-eksbuild.1', 33, 35],
      ['v1.11.4-eksbuild.24', 31, 33],
      ['v1.11.3-eksbuild.1', 31, 32],
    ],
  },
  { ...kubeSystem('eks-pod-identity-agent'), versions: both('v1.3.10-eksbuild.1', 'v1.3.9-eksbuild.3') },
  { ...kubeSystem('eks-node-monitoring-agent'), versions: both('v1.7.0-eksbuild.1', 'v1.6.4-eksbuild.1') },
  { ...kubeSystem('aws-ebs-csi-driver'), needsNode: true, versions: both('v1.54.0-eksbuild.1', 'v1.53.0-eksbuild.1') },
  { ...kubeSystem('aws-efs-csi-driver'), needsNode: true, versions: both('v2.1.15-eksbuild.1', 'v2.1.14-eksbuild.1') },
  { ...kubeSystem('aws-fsx-csi-driver'), needsNode: true, versions: both('v1.8.0-eksbuild.1', 'v1.7.0-eksbuild.1') },
  { ...kubeSystem('aws-mountpoint-s3-csi-driver'), versions: both('v2.2.1-eksbuild.1', 'v2.2.0-eksbuild.1') },
  { ...kubeSystem('snapshot-controller'), needsNode: true, versions: both('v8.3.0-eksbuild.1', 'v8.2.0-eksbuild.1') },
  { ...kubeSystem('metrics-server'), needsNode: true, versions: both('v0.8.0-eksbuild.5', 'v0.8.0-eksbuild.2') },
  {
    name: 'amazon-cloudwatch-observability',
    namespace: 'amazon-cloudwatch',
    versions: both('v4.7.0-eksbuild.1', 'v4.6.0-eksbuild.1'),
  },
  { name: 'cert-manager', namespace: 'cert-manager', versions: both('v1.19.1-eksbuild.1', 'v1.18.2-eksbuild.2') },
  { name: 'external-dns', namespace: 'external-dns', versions: both('v0.19.0-eksbuild.3', 'v0.19.0-eksbuild.2') },
  {
    name: 'kube-state-metrics',
    namespace: 'kube-state-metrics',
    versions: both('v2.17.0-eksbuild.4', 'v2.17.0-eksbuild.1'),
  },
  {
    name: 'prometheus-node-exporter',
    namespace: 'prometheus-node-exporter',
    versions: both('v1.10.2-eksbuild.2', 'v1.9.1-eksbuild.4'),
  },
  { name: 'fluent-bit', namespace: 'fluent-bit', versions: both('v4.1.1-eksbuild.1', 'v4.0.8-eksbuild.1') },
  {
    name: 'adot',
    namespace: 'opentelemetry-operator-system',
    versions: both('v0.131.0-eksbuild.1', 'v0.127.0-eksbuild.1'),
  },
  {
    name: 'aws-guardduty-agent',
    namespace: 'amazon-guardduty',
    versions: both('v1.11.0-eksbuild.4', 'v1.10.0-eksbuild.2'),
  },
  {
    name: 'aws-network-flow-monitoring-agent',
    namespace: 'amazon-network-flow-monitor',
    versions: both('v1.1.0-eksbuild.1', 'v1.0.2-eksbuild.5'),
  },
];

/** The add-on of that name, or undefined if the sandbox knows none. */
export function findAddon(name: string): Addon | undefined {
  return addons.find((addon) => addon.name === name);
}

/** Versions of an add-on for a version of Kubernetes, newest first. */
export function addonVersions(addon: Addon, kubernetesVersion: string): string[] {
  const minor = minorOf(kubernetesVersion);
  return addon.versions.filter(([, first, last]) => minor >= first && minor <= last).map(([version]) => version);
}

/** What EKS recommends, which is not the newest one if it has the choice. */
export function defaultAddonVersion(addon: Addon, kubernetesVersion: string): string | undefined {
  const [newest, second] = addonVersions(addon, kubernetesVersion);
  return second ?? newest;
}

function kubeSystem(name: string): Pick<Addon, 'name' | 'namespace'> {
  return { name, namespace: 'kube-system' };
}

function both(newer: string, older: string): Addon['versions'] {
  return [
    [newer, 31, 99],
    [older, 31, 99],
  ];
}

/** The node proxy has the version of Kubernetes that it is for. */
function kubeProxy(minor: number): Addon['versions'] {
  return [
    [`v1.${minor}.2-eksbuild.1`, minor, minor],
    [`v1.${minor}.0-eksbuild.2`, minor, minor],
  ];
}
