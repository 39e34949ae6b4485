import type { Environment } from '../environment/environment';
import type { RegionPlan } from '../environment/region-plan';
import type { TrainingPlan } from '../environment/training-plan';

/**
 * Region whose cluster starts a job's runs by itself: the one that sends them to others, where one does; of those that
 * have its pool, the first that serves, else the first.
 */
export function homeRegion(
  { regions }: Pick<Environment, 'regions'>,
  job: Pick<TrainingPlan, 'regions' | 'queue' | 'pool'>,
): string {
  const sender = dispatcherOf({ regions }, job);
  if (sender !== undefined) return sender;
  return homeOf(regions, job.regions) ?? '';
}

/** Of the regions that can run something, the first that serves, else the first; undefined if none can. */
export function homeOf(
  regions: readonly Pick<RegionPlan, 'name' | 'cold' | 'drained'>[],
  able: readonly string[],
): string | undefined {
  const candidates = regions.filter(({ name }) => able.includes(name));
  return (candidates.find(({ cold, drained }) => !cold && !drained) ?? candidates[0])?.name;
}

/** Region whose cluster sends the runs of a job to others; undefined if they run where they are submitted. */
export function dispatcherOf(
  { regions }: Pick<Environment, 'regions'>,
  { queue, pool }: Pick<TrainingPlan, 'queue' | 'pool'>,
): string | undefined {
  return regions.find(({ platform }) =>
    platform.dispatch?.queues.some(({ name, nodes }) => name === queue && nodes.some((share) => share.pool === pool)),
  )?.name;
}
