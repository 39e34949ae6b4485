import type { Environment } from '../environment/environment';
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
  const able = regions.filter(({ name }) => job.regions.includes(name));
  const home = able.find(({ cold, drained }) => !cold && !drained) ?? able[0];
  return home?.name ?? '';
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
