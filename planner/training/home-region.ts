import type { Environment } from '../environment';
import type { TrainingPlan } from './training-plan';

/** Region whose cluster starts a job's runs by itself: of those that have its pool, the first that serves, else the first. */
export function homeRegion({ regions }: Pick<Environment, 'regions'>, job: Pick<TrainingPlan, 'regions'>): string {
  const able = regions.filter(({ name }) => job.regions.includes(name));
  const home = able.find(({ cold, drained }) => !cold && !drained) ?? able[0];
  return home?.name ?? '';
}
