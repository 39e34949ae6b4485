import type { Construct } from 'constructs';
import { GpuCluster, type GpuNodes } from '../../constructs/gpu-cluster';
import type { PoolPlan } from '../../planner/environment/pool-plan';
import { wholeDays } from '../../schemas/duration';
import { stackTags } from '../stack';
import type { ClusterBase } from './cluster-base';

/**
 * The control plane with its nodes. cdktf leaves the id `Default` out of the addresses of resources, which keeps them
 * short.
 *
 * @param callers addresses in the internet that reach the API as well
 */
export function createCluster(
  scope: Construct,
  { environment, region, accountId, network }: ClusterBase,
  callers: readonly string[],
): GpuCluster {
  const { cluster: plan, pools } = region;
  const onKarpenter = pools.filter(({ provisioner }) => provisioner === 'karpenter');
  return new GpuCluster(scope, 'Default', {
    name: plan.name,
    version: plan.version,
    region: region.name,
    accountId,
    network,
    admins: plan.admins,
    viewers: plan.viewers,
    publicAccessCidrs: [...plan.publicCidrs, ...callers.map((address) => `${address}/32`)],
    serviceCidr: plan.serviceCidr,
    supportType: plan.support === 'extended' ? 'EXTENDED' : 'STANDARD',
    logRetentionDays: wholeDays(plan.logRetention),
    preventDestroy: plan.deletionProtection,
    systemNodes: {
      instanceTypes: plan.systemPool.instanceTypes,
      minNodes: plan.systemPool.nodes.min,
      maxNodes: plan.systemPool.nodes.max,
    },
    gpuPools: pools.filter(({ provisioner }) => provisioner === 'managed').map(gpuNodes),
    ...(onKarpenter.length > 0 && { karpenter: { efa: onKarpenter.some(({ efa }) => efa) } }),
    fsx: region.storage.lustre !== undefined,
    tags: stackTags(environment, 'cluster'),
  });
}

/** A pool of managed nodes. */
function gpuNodes(pool: PoolPlan): GpuNodes {
  return {
    name: pool.name,
    instanceTypes: pool.instanceTypes,
    zones: pool.zones,
    capacity: capacityOf(pool),
    minNodes: pool.nodes.min,
    maxNodes: pool.nodes.max,
    diskGiB: pool.diskGib,
    efa: pool.efa,
    placementGroup: pool.placementGroup,
    labels: pool.labels,
  };
}

function capacityOf({ capacity }: PoolPlan): GpuNodes['capacity'] {
  if (!('reservation' in capacity)) return { type: capacity.type };
  const { type, reservation: reservationId, starts } = capacity;
  if (type === 'reservation') return { type, reservationId };
  return { type, reservationId, ...(starts !== undefined && { startsAt: starts }) };
}
