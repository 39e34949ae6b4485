import type { Environment } from '../environment/environment';
import type { InferencePlan, ReplicaRange, ServedVersion } from '../environment/inference-plan';
import type { RegionPlan } from '../environment/region-plan';
import { canaryIn, replicasIn } from './replicas-in';

/** GPUs that the services of a pool take together with their canaries, and those that there are. */
interface CanaryRoom {
  readonly wanted: number;
  /** Part of them that canaries take. */
  readonly ofCanaries: number;
  readonly available: number;
  readonly gpusOfNode: number;
}

/**
 * Room in the pools of a service that has a canary in a region; undefined where it has none, or the GPUs are unknown.
 *
 * @param end of the replica ranges of the services; canaries count with their largest
 */
export function canaryRoom(
  { inference }: Environment,
  region: RegionPlan,
  service: InferencePlan,
  end: keyof ReplicaRange,
): CanaryRoom | undefined {
  if (canaryIn(service, region) === undefined) return undefined;
  const pool = region.pools.find(({ name }) => name === service.pool);
  const gpusOfNode = pool?.accelerator?.count ?? 0;
  if (pool === undefined || gpusOfNode === 0) return undefined;
  const here = inference.filter((other) => other.pool === pool.name && other.regions.includes(region.name));
  const gpus = ({ gpusPerReplica }: ServedVersion, replicas: number) => gpusPerReplica * replicas;
  const ofServices = here.reduce((sum, other) => sum + gpus(other, replicasIn(other, region)[end]), 0);
  const ofCanaries = here.reduce((sum, other) => {
    const canary = canaryIn(other, region);
    return canary ? sum + gpus(canary, canary.replicas.max) : sum;
  }, 0);
  // What the service may fall back to is room as well.
  const fallback = region.pools.filter(({ name }) => service.fallbackPools.includes(name));
  const nodes = [pool, ...fallback].reduce((sum, one) => sum + one.nodes.max, 0);
  return { wanted: ofServices + ofCanaries, ofCanaries, available: nodes * gpusOfNode, gpusOfNode };
}
