import type { Environment } from '../environment/environment';
import type { InferencePlan, ServedVersion } from '../environment/inference-plan';
import type { RegionPlan } from '../environment/region-plan';
import { canaryIn, replicasIn } from './replicas-in';

/**
 * Whether a pool has room for one replica more than the least of all its services: what a rollout needs to start a new
 * replica before it stops an old one.
 */
export function hasSurgeRoom({ inference }: Environment, region: RegionPlan, service: InferencePlan): boolean {
  const { pools } = region;
  const pool = pools.find(({ name }) => name === service.pool);
  const gpusOfNode = pool?.accelerator?.count ?? 0;
  if (pool === undefined || gpusOfNode === 0) return false;
  const nodesOf = ({ nodesPerReplica, gpusPerReplica }: ServedVersion, replicas: number) =>
    nodesPerReplica > 1 || gpusPerReplica === 0
      ? nodesPerReplica * replicas
      : Math.ceil(replicas / Math.max(1, Math.floor(gpusOfNode / gpusPerReplica)));
  const here = inference.filter(
    ({ pool: theirs, regions }) => theirs === service.pool && regions.includes(region.name),
  );
  const others = here.filter(({ name }) => name !== service.name);
  const canaries = here.flatMap((other) => canaryIn(other, region) ?? []);
  const least =
    others.reduce((sum, other) => sum + nodesOf(other, replicasIn(other, region).min), 0) +
    canaries.reduce((sum, canary) => sum + nodesOf(canary, canary.replicas.min), 0);
  return least + nodesOf(service, replicasIn(service, region).min + 1) <= pool.nodes.max;
}
