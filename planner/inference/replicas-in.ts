import type { CanaryPlan, InferencePlan, ReplicaRange } from '../environment/inference-plan';
import type { RegionPlan } from '../environment/region-plan';

/** Replicas of a service in one region: a cold one has none, and a standby one may keep fewer or more than the others. */
export function replicasIn(
  { replicas, standbyReplicas }: Pick<InferencePlan, 'replicas' | 'standbyReplicas'>,
  { role, cold }: Pick<RegionPlan, 'role' | 'cold'>,
): ReplicaRange {
  if (cold) return { min: 0, max: 0 };
  if (role === 'active') return replicas;
  return { min: standbyReplicas, max: Math.max(standbyReplicas, replicas.max) };
}

/** The canary of a service in a region; undefined where none runs. */
export function canaryIn(
  { canary }: Pick<InferencePlan, 'canary'>,
  { name }: Pick<RegionPlan, 'name'>,
): CanaryPlan | undefined {
  return canary?.regions.includes(name) ? canary : undefined;
}

/** GPUs that a service always takes in a region, its canary included. */
export function gpusIn(service: InferencePlan, region: Pick<RegionPlan, 'name' | 'role' | 'cold'>): number {
  const canary = canaryIn(service, region);
  return (
    replicasIn(service, region).min * service.gpusPerReplica +
    (canary ? canary.replicas.min * canary.gpusPerReplica : 0)
  );
}
