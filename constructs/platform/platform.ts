import { Construct } from 'constructs';
import { type ChartName, charts } from '../../catalog/charts';
import { ChartRelease } from '../kubernetes/chart-release';
import { secretStore } from '../kubernetes/copied-secret';
import type { GitOps } from '../kubernetes/git-ops';
import { ManifestRelease } from '../kubernetes/manifest-release';
import { priorityClasses } from '../kubernetes/priority-classes';
import { storageClass } from '../kubernetes/storage-class';
import { type RegionValues, regionValues } from '../queues/dispatched-run';
import { dispatcherRights } from '../queues/dispatcher-rights';
import { type DispatchingQueue, dispatchingQueues } from '../queues/dispatching-queues';
import { type QueuedPool, type TrainingQueue, trainingQueues } from '../queues/training-queues';
import { type WorkerCluster, workerAccess } from '../queues/worker-access';
import type { TerraformResource } from '../substrate/cdktf';
import { argoCd, repositoryCredentials } from './charts/argo-cd';
import { jobSet, kueue } from './charts/batch-charts';
import type { ChartContext, ChartSettings } from './charts/chart-settings';
import { efaDevicePlugin, nvidiaDevicePlugin } from './charts/device-plugins';
import { externalSecrets } from './charts/external-secrets';
import { loadBalancerController } from './charts/load-balancer-controller';
import {
  blackboxExporter,
  dcgmExporter,
  loadBalancerExporter,
  logPipeline,
  prometheusStack,
} from './charts/monitoring-charts';
import { clusterAutoscaler, karpenter, karpenterDefinitions } from './charts/node-autoscalers';
import { keda, leaderWorkerSet } from './charts/serving-charts';
import { type KarpenterPool, karpenterNodes } from './karpenter-nodes';
import { type NamespaceProps, namespaceWithBounds } from './namespace';

/** Inputs of {@link Platform}. */
export interface PlatformProps extends Omit<ChartContext, keyof typeof contextDefaults>, Partial<ContextDefaults> {
  /** Charts to install, in any order. */
  readonly charts: readonly ChartName[];
  /** Namespaces of the work, with their bounds. */
  readonly namespaces: readonly NamespaceProps[];
  /** Pools whose nodes Karpenter starts; needs its charts. @default none */
  readonly karpenterPools?: readonly KarpenterPool[];
  /** Argo CD delivers our own objects; needs its chart. `secret` names the credentials of a private repository. */
  readonly gitOps?: GitOps & { readonly secret?: string };
  /** What training jobs wait for, and where they live; needs Kueue's chart. */
  readonly queueing?: {
    readonly namespace: string;
    readonly pools: readonly QueuedPool[];
    readonly queues: readonly TrainingQueue[];
    /** Jobs that other clusters run; needs that Kueue of theirs may be reached. */
    readonly dispatch?: { readonly workers: readonly WorkerCluster[]; readonly queues: readonly DispatchingQueue[] };
    /** Where another cluster sends jobs here: what they have to be told of this region. */
    readonly takesJobs?: RegionValues;
  };
}

type ContextDefaults = Pick<ChartContext, keyof typeof contextDefaults>;

/** Of a platform without Karpenter, preferences among pools, receivers of alerts and several queues. */
const contextDefaults = {
  karpenterQueue: '',
  poolPreferences: {},
  metricsRetentionDays: 30,
  alerting: { receivers: [], groupWaitSeconds: 0 },
  sharedQueues: false,
} as const satisfies Partial<ChartContext>;

const settings: Readonly<Record<ChartName, ChartSettings>> = {
  'argo-cd': argoCd,
  'aws-load-balancer-controller': loadBalancerController,
  'aws-efa-k8s-device-plugin': efaDevicePlugin,
  'nvidia-device-plugin': nvidiaDevicePlugin,
  'cluster-autoscaler': clusterAutoscaler,
  'karpenter-crd': karpenterDefinitions,
  karpenter,
  jobset: jobSet,
  lws: leaderWorkerSet,
  keda,
  'external-secrets': externalSecrets,
  'kube-prometheus-stack': prometheusStack,
  kueue,
  'prometheus-blackbox-exporter': blackboxExporter,
  'prometheus-yet-another-cloudwatch-exporter': loadBalancerExporter,
  'dcgm-exporter': dcgmExporter,
  'aws-for-fluent-bit': logPipeline,
};

/** Charts that have to be there before: they bring the definitions of what the other one works with. */
const after: Readonly<Partial<Record<ChartName, readonly ChartName[]>>> = {
  karpenter: ['karpenter-crd'],
  kueue: ['jobset', 'kube-prometheus-stack'],
  'dcgm-exporter': ['kube-prometheus-stack'],
  'prometheus-blackbox-exporter': ['kube-prometheus-stack'],
  'prometheus-yet-another-cloudwatch-exporter': ['kube-prometheus-stack'],
};

/** Charts that use our priorities or storage. */
const onFoundation: readonly ChartName[] = ['kube-prometheus-stack', 'aws-for-fluent-bit'];

/** What the work in a cluster stands on: controllers, priorities, namespaces, the nodes of Karpenter, and queues. */
export class Platform extends Construct {
  constructor(scope: Construct, id: string, props: PlatformProps) {
    super(scope, id);
    const { namespaces, karpenterPools = [], queueing, gitOps, region } = props;
    const context: ChartContext = { ...contextDefaults, ...props };
    const releases = new Map<ChartName, TerraformResource>();
    const existing = (name: ChartName): TerraformResource => {
      const release = releases.get(name);
      if (release === undefined) throw new Error(`the platform needs the chart ${name}`);
      return release;
    };
    const install = (name: ChartName, needed: readonly TerraformResource[]) => {
      if (props.charts.includes(name)) releases.set(name, this.install(name, context, needed));
    };
    install('argo-cd', []);
    const base = { namespace: 'kube-system', folder: region };
    const delivered = { ...base, ...(gitOps && { gitOps }) };
    const foundation = new ManifestRelease(this, 'foundation', {
      ...delivered,
      name: 'ninefold-foundation',
      manifests: () => [...priorityClasses(), storageClass(), ...namespaces.flatMap(namespaceWithBounds)],
      dependsOn: gitOps ? [existing('argo-cd')] : [],
    }).release;
    // In the order of the table, in which a chart comes after the one that it needs.
    for (const name of Object.keys(settings) as ChartName[]) {
      if (releases.has(name)) continue;
      const before = props.charts.includes(name) ? (after[name] ?? []) : [];
      install(name, [...before.map(existing), ...(onFoundation.includes(name) ? [foundation] : [])]);
    }

    if (karpenterPools.length > 0) {
      new ManifestRelease(this, 'nodes', {
        ...delivered,
        name: 'ninefold-nodes',
        manifests: () => karpenterPools.flatMap(karpenterNodes),
        dependsOn: [existing('karpenter')],
      });
    }
    if (queueing) {
      new ManifestRelease(this, 'queues', {
        ...delivered,
        name: 'ninefold-queues',
        manifests: () => queueManifests(queueing),
        dependsOn: [existing('kueue'), foundation],
      });
    }
    if (props.charts.includes('external-secrets')) {
      // Argo CD needs its credentials before it can read anything, so these never come by it.
      new ManifestRelease(this, 'secrets', {
        ...base,
        name: 'ninefold-secrets',
        manifests: () => [
          secretStore(region),
          ...(gitOps?.secret === undefined ? [] : [repositoryCredentials(gitOps, gitOps.secret)]),
        ],
        dependsOn: [existing('external-secrets'), ...(gitOps ? [existing('argo-cd')] : [])],
      });
    }
  }

  private install(name: ChartName, context: ChartContext, dependsOn: readonly TerraformResource[]): TerraformResource {
    const chart = charts[name];
    const { release } = new ChartRelease(this, name, {
      chart,
      namespace: chart.namespace,
      createNamespace: chart.namespace !== 'kube-system',
      values: settings[name].values(context),
      dependsOn,
    });
    return release;
  }
}

function queueManifests({ namespace, pools, queues, dispatch, takesJobs }: NonNullable<PlatformProps['queueing']>) {
  return [
    ...trainingQueues(namespace, pools, queues),
    ...(dispatch
      ? [
          ...dispatchingQueues(
            namespace,
            dispatch.workers.map(({ region }) => region),
            dispatch.queues,
          ),
          ...workerAccess(dispatch.workers),
        ]
      : []),
    ...(takesJobs ? [...dispatcherRights(), regionValues(namespace, takesJobs)] : []),
  ];
}
