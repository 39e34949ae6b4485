import type { Construct } from 'constructs';
import { imagesNamespace } from '../constructs/images/image-prefetch';
import { priorityClassName } from '../constructs/kubernetes/priority-classes';
import { modelsNamespace } from '../constructs/models/fetch-account';
import type { KarpenterPool } from '../constructs/platform/karpenter-nodes';
import { Platform } from '../constructs/platform/platform';
import { TerraformStack } from '../constructs/substrate/cdktf';
import { trainingNamespace } from '../constructs/training/training-props';
import type { Environment } from '../planner/environment/environment';
import type { PoolPlan } from '../planner/environment/pool-plan';
import type { RegionPlan } from '../planner/environment/region-plan';
import { poolPreferences } from '../planner/inference/pool-order';
import { wholeDays } from '../schemas/duration';
import { publishedTopics } from './alert-delivery';
import { reachCluster } from './cluster/reach-cluster';
import type { ClusterOutputs, ClusterStack } from './cluster-stack';
import { gitOpsOf } from './git-ops';
import { known, named } from './known';
import type { NetworkOutputs, NetworkStack } from './network-stack';
import { read } from './outputs';
import { regionValuesOf } from './region-values';
import { prepareStack, stackName, stackTags } from './stack';

/** What runs inside of one region's cluster before any workload: controllers, priorities, namespaces and queues. */
export class PlatformStack extends TerraformStack {
  constructor(
    scope: Construct,
    environment: Environment,
    region: RegionPlan,
    networkStack: NetworkStack,
    clusterStack: ClusterStack,
    clusters: ReadonlyMap<string, ClusterStack>,
  ) {
    super(scope, stackName(environment, 'platform', region.name));
    prepareStack(this, environment, 'platform', region.name);
    const network = read(this, networkStack);
    const cluster = read(this, clusterStack);
    reachCluster(this, region, cluster);

    const { charts, namespaces, queuedPools, queues, dispatch, dispatchedFrom, logs } = region.platform;
    const tags = stackTags(environment, 'cluster');
    const preferences = poolPreferences(environment.inference);
    new Platform(this, 'platform', {
      clusterName: region.cluster.name,
      kubernetesVersion: region.cluster.version,
      region: region.name,
      vpcId: network.vpcId,
      karpenterQueue: cluster.karpenterQueue,
      poolPreferences: Object.fromEntries(
        region.pools.flatMap(({ name, provisioner }) => {
          const preference = preferences.get(name);
          return provisioner === 'managed' && preference !== undefined ? [[name, preference]] : [];
        }),
      ),
      metricsRetentionDays: wholeDays(environment.monitoring.retention),
      alerting: {
        receivers: environment.monitoring.receivers,
        groupWaitSeconds: environment.monitoring.detection.groupWait.seconds,
        ...publishedTopics(environment, region, cluster.alerts),
      },
      ...(region.endpoint && {
        balanced: { loadBalancer: cluster.loadBalancerSuffix, targetGroups: cluster.targetGroupSuffixes },
      }),
      ...(logs && { logPipeline: { logGroup: logs.group, priorityClass: priorityClassName(logs.tier) } }),
      ...gitOpsOf(environment),
      sharedQueues: queues.length > 1,
      charts,
      namespaces: namespaces.map((namespace) => ({
        ...namespace,
        podSecurity:
          namespace.name === modelsNamespace || namespace.name === imagesNamespace ? 'restricted' : 'baseline',
      })),
      karpenterPools: region.pools
        .filter(({ provisioner }) => provisioner === 'karpenter')
        .map((pool) => karpenterPool(pool, preferences.get(pool.name), network, cluster, tags)),
      ...((queuedPools.length > 0 || dispatch) && {
        queueing: {
          namespace: trainingNamespace,
          queues,
          pools: queuedPoolsOf(environment, region),
          ...(dispatchedFrom !== undefined && { takesJobs: regionValuesOf(region) }),
          ...(dispatch && {
            dispatch: {
              workers: dispatch.workers.map((worker) => workerOf(this, environment, worker, clusters)),
              queues: dispatch.queues.map(({ name, nodes }) => ({
                name,
                nodes: nodes.map((share) => ({ ...share, accelerator: acceleratorOf(environment, share.pool) })),
              })),
            },
          }),
        },
      }),
    });
  }
}

/** Those on which jobs run in the region, and those on which jobs run that it sends away. */
function queuedPoolsOf(environment: Environment, { platform }: RegionPlan) {
  const sent = platform.dispatch?.queues.flatMap(({ nodes }) => nodes.map(({ pool }) => pool)) ?? [];
  return [...new Set([...platform.queuedPools, ...sent])].map((name) => ({
    name,
    accelerator: acceleratorOf(environment, name),
  }));
}

/** It is the same in all regions that have the pool. */
function acceleratorOf({ regions }: Environment, pool: string) {
  const plan = regions.flatMap(({ pools }) => pools).find(({ name }) => name === pool);
  return known(plan?.accelerator, `accelerator of the pool ${pool}`);
}

function workerOf(
  stack: TerraformStack,
  { regions }: Environment,
  name: string,
  clusters: ReadonlyMap<string, ClusterStack>,
) {
  const region = named(regions, 'region', name);
  const { clusterEndpoint, clusterCertificateAuthority } = read(stack, known(clusters.get(name), `cluster in ${name}`));
  return {
    region: name,
    clusterName: region.cluster.name,
    endpoint: clusterEndpoint,
    certificateAuthority: clusterCertificateAuthority,
  };
}

function karpenterPool(
  pool: PoolPlan,
  preference: number | undefined,
  network: NetworkOutputs,
  cluster: ClusterOutputs,
  tags: KarpenterPool['tags'],
): KarpenterPool {
  const { capacity } = pool;
  return {
    name: pool.name,
    instanceTypes: pool.instanceTypes,
    capacity:
      'reservation' in capacity ? { type: 'reserved', reservationId: capacity.reservation } : { type: capacity.type },
    maxNodes: pool.nodes.max,
    ...(preference !== undefined && { preference }),
    subnetIds: pool.zones.map((zone) => known(network.privateSubnetIds[zone], `subnet in ${zone}`)),
    securityGroupIds: [cluster.clusterSecurityGroupId, ...(pool.efa ? [cluster.efaSecurityGroupId] : [])],
    nodeRole: cluster.karpenterNodeRole,
    diskGiB: pool.diskGib,
    hasNvme: pool.nvmeGb > 0,
    maxPods: pool.maxPods,
    hasEfa: pool.efa,
    accelerator: known(pool.accelerator, `accelerator of the pool ${pool.name}`),
    labels: pool.labels,
    tags,
  };
}
