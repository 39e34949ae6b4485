import type { Environment, InferencePlan, RegionPlan } from '../environment';

/** GPUs of one replica; a whole node where nothing says otherwise. */
export function replicaGpus(service: InferencePlan, region: RegionPlan): number {
  const pool = region.pools.find(({ name }) => name === service.pool);
  return service.gpusPerReplica ?? pool?.accelerator?.count ?? 1;
}

/** From the start of the container until the engine answers, with the weights on the node's disk. */
export function loadSeconds(_service: InferencePlan): number {
  return 120;
}

/** Size of the weights that a new node fetches. */
export function weightsGib(environment: Environment, _service: InferencePlan): number {
  return environment.models[0]?.sizeGib ?? 0;
}
