import type { Environment } from '../planner/environment/environment';

/** The same environment with another tag on every resource, and with larger pools. */
export function changedEverywhere(environment: Environment): Environment {
  const regions = environment.regions.map((region) => ({
    ...region,
    pools: region.pools.map((pool) => ({ ...pool, nodes: { ...pool.nodes, max: pool.nodes.max + 1 } })),
  }));
  return { ...environment, regions, tags: { ...environment.tags, team: 'search' } };
}
