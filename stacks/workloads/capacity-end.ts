import type { PoolPlan } from '../../planner/environment/pool-plan';

/** When the reserved capacity of a pool ends, in seconds since 1970; undefined where none is known to end. */
export function capacityEnd({ capacity }: PoolPlan): number | undefined {
  return 'ends' in capacity && capacity.ends !== undefined ? Date.parse(capacity.ends) / 1000 : undefined;
}
