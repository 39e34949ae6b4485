import { findRegion } from '../../catalog/regions';
import type { Environment } from '../environment/environment';

/** Whether every region and instance type exists: other rules report those that do not, and a sum without them misleads. */
export function isPriceable({ regions }: Environment): boolean {
  return regions.every(
    ({ name, pools }) =>
      findRegion(name) !== undefined && pools.every((pool) => pool.instances.length === pool.instanceTypes.length),
  );
}
