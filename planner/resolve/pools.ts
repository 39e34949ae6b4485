import { findInstanceType, type InstanceType } from '../../catalog/instance-types';
import { nodeHardware } from '../../catalog/node-hardware';
import type { Pool, Project, Region } from '../../schemas/project';
import { parseSize } from '../../schemas/size';
import type { ZonePlan } from '../environment/network-plan';
import type { Capacity, PoolPlan } from '../environment/pool-plan';
import type { Context } from './context';
import { poolImages } from './pool-images';
import { isCold } from './region-role';

/**
 * The pools of one region, in the order of the spec.
 *
 * In a cold region pools that serve start without nodes.
 */
export function resolvePools(
  project: Project,
  region: Region,
  zones: readonly ZonePlan[],
  context: Context,
): PoolPlan[] {
  const leastNodes = (pool: Pool) => {
    if (region.role === 'active') return pool.nodes.min;
    if (isCold(region) && serves(project, pool.name)) return 0;
    return pool.nodes.standby ?? pool.nodes.min;
  };
  return project.pools
    .filter((pool) => pool.regions?.includes(region.name) ?? true)
    .map((pool) => ({
      ...resolvePool(pool, zones, context),
      nodes: { min: leastNodes(pool), max: Math.max(pool.nodes.max, leastNodes(pool)) },
    }));
}

/** Regions that have a pool: those it names, or all. */
export function poolRegions(project: Project, poolName: string): string[] {
  const pool = project.pools.find(({ name }) => name === poolName);
  if (pool === undefined) return [];
  const regions = project.regions.map((region) => region.name);
  return regions.filter((name) => pool.regions?.includes(name) ?? true);
}

function resolvePool(pool: Pool, zones: readonly ZonePlan[], context: Context): Omit<PoolPlan, 'nodes'> {
  const instances = pool.instanceTypes.map(findInstanceType).filter((type) => type !== undefined);
  const capacity = resolveCapacity(pool);
  const efa = resolveEfa(context, pool, instances);
  const { accelerator, nvmeGB, maxPods } = nodeHardware(instances);
  return {
    name: pool.name,
    instanceTypes: pool.instanceTypes,
    instances,
    ...(accelerator && { accelerator }),
    capacity,
    provisioner: pool.provisioner,
    efa,
    placementGroup: efa && capacity.type === 'on-demand',
    zones: resolveZones(pool, capacity, efa, zones),
    diskGib: parseSize(pool.disk).gib,
    nvmeGb: nvmeGB,
    maxPods,
    images: poolImages(pool.name, context),
    labels: pool.labels,
  };
}

function serves(project: Project, poolName: string): boolean {
  return project.inference.some(({ pool, fallbackPools }) => [pool, ...fallbackPools].includes(poolName));
}

function resolveCapacity(pool: Pool): Capacity {
  const { capacity } = pool;
  if (capacity === undefined) return { type: 'on-demand' };
  if (typeof capacity === 'string') return { type: capacity };
  return { ...capacity, instances: capacity.instances ?? pool.nodes.max };
}

/**
 * EFA helps work that spans nodes, and costs a pool its spread over zones. `auto` switches it on where such work runs
 * and every instance type has it.
 */
function resolveEfa(context: Context, pool: Pool, instances: readonly InstanceType[]): boolean {
  if (pool.efa !== 'auto') return pool.efa === 'enabled';
  const capable = instances.length > 0 && instances.every((type) => type.efaInterfaces > 0);
  return capable && spansNodes(context, pool.name);
}

/** Whether a job or a replica needs several of the pool's nodes at once. */
export function spansNodes(
  { training, inference }: Pick<Context, 'training' | 'inference'>,
  poolName: string,
): boolean {
  const trains = training.some(({ pool, nodes }) => pool === poolName && nodes > 1);
  const serves = inference.some(
    ({ pool, fallbackPools, nodesPerReplica, canary }) =>
      [pool, ...fallbackPools].includes(poolName) && (nodesPerReplica > 1 || (canary?.nodesPerReplica ?? 1) > 1),
  );
  return trains || serves;
}

/** EFA traffic cannot leave a zone and a reservation lies in one; other pools use every zone that they may. */
function resolveZones(pool: Pool, capacity: Capacity, efa: boolean, zones: readonly ZonePlan[]): string[] {
  const present = zones.map(({ id }) => id);
  if ('reservation' in capacity && capacity.zone !== undefined) return present.filter((id) => id === capacity.zone);
  const allowed = pool.zones === undefined ? present : present.filter((id) => pool.zones?.includes(id));
  return efa || 'reservation' in capacity ? allowed.slice(0, 1) : allowed;
}
