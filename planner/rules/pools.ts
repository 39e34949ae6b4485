import { findAmiType } from '../../catalog/ami-types';
import { type Accelerator, findInstanceType, type InstanceType } from '../../catalog/instance-types';
import type { Pool, Project, ReservedCapacity } from '../../schemas/project';
import type { Environment } from '../environment/environment';
import type { PoolPlan } from '../environment/pool-plan';
import type { RegionPlan } from '../environment/region-plan';

/** The pool that a workload names, and its place in the spec; undefined if there is none. */
export function findPool(project: Project, name: string): { pool: Pool; index: number } | undefined {
  const index = project.pools.findIndex((pool) => pool.name === name);
  const pool = project.pools[index];
  return pool && { pool, index };
}

/** The catalog's entries of a pool's instance types; undefined if the catalog does not know one of them. */
export function typesOf(pool: Pool): readonly InstanceType[] | undefined {
  const known = pool.instanceTypes.map(findInstanceType).filter((type) => type !== undefined);
  return known.length === pool.instanceTypes.length ? known : undefined;
}

/** The accelerators of one node; undefined unless every instance type of the pool has the same. */
export function acceleratorOf(pool: Pool): Accelerator | undefined {
  const accelerators = typesOf(pool)?.map((type) => type.accelerator);
  const first = accelerators?.[0];
  return first && accelerators?.every((other) => sameAccelerators(first, other)) ? first : undefined;
}

/**
 * The GPUs of one node, if the pool's workloads can use them: other accelerators, and GPUs without a node image, are
 * reported by compute/accelerator-for-workload and compute/custom-ami and mean that the instance types have to change.
 */
export function usableGpusOf(pool: Pool): Accelerator | undefined {
  const accelerator = acceleratorOf(pool);
  const hasImage = typesOf(pool)?.every((type) => findAmiType(type) !== undefined) ?? false;
  return accelerator?.vendor === 'nvidia' && hasImage ? accelerator : undefined;
}

/** Whether a program that fits the one fits the other: same model, memory and count. */
export function sameAccelerators(a: Accelerator, b: Accelerator | undefined): boolean {
  return a.model === b?.model && a.memoryGiB === b.memoryGiB && a.count === b.count;
}

/** `4 × A10G with 24 GiB`. */
export function describeAccelerators({ count, model, memoryGiB }: Accelerator): string {
  return `${count} × ${model} with ${memoryGiB} GiB`;
}

/** What a pool with reserved capacity says about the reservation; undefined for the others. */
export function reservationOf(pool: Pool): ReservedCapacity | undefined {
  return typeof pool.capacity === 'object' ? pool.capacity : undefined;
}

/** The regions that have a pool. */
export function regionsWith(environment: Environment, pool: Pool): readonly RegionPlan[] {
  return environment.regions.filter((region) => region.pools.some(({ name }) => name === pool.name));
}

/** The plan of a pool in the first region that has it; everything but the zones is the same in all regions. */
export function planOf(environment: Environment, pool: Pool): PoolPlan | undefined {
  return environment.regions.flatMap((region) => region.pools).find(({ name }) => name === pool.name);
}

/** Whether the project has every region that a pool names; if not, the pool's absence elsewhere proves nothing. */
export function hasKnownRegions(project: Project, pool: Pool): boolean {
  return (pool.regions ?? []).every((name) => project.regions.some((region) => region.name === name));
}
