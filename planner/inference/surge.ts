import type { Environment, RegionPlan } from '../environment';
import type { InferencePlan } from './inference-plan';

/**
 * Whether a pool has room for one replica more than the least of all its services: what a rollout needs to start a new
 * replica before it stops an old one.
 */
export function hasSurgeRoom({ inference }: Environment, { pools }: RegionPlan, service: InferencePlan): boolean {
  const pool = pools.find(({ name }) => name === service.pool);
  const gpusOfNode = pool?.accelerator?.count ?? 0;
  if (pool === undefined || gpusOfNode === 0) return false;
  const nodesOf = ({ nodesPerReplica, gpusPerReplica }: InferencePlan, replicas: number) =>
    nodesPerReplica > 1 || gpusPerReplica === 0
      ? nodesPerReplica * replicas
      : Math.ceil(replicas / Math.max(1, Math.floor(gpusOfNode / gpusPerReplica)));
  const neighbours = inference.filter(({ name, pool: theirs }) => theirs === service.pool && name !== service.name);
  const least = neighbours.reduce((sum, other) => sum + nodesOf(other, other.replicas.min), 0);
  return least + nodesOf(service, service.replicas.min + 1) <= pool.nodes.max;
}
