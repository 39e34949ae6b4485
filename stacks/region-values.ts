import type { RegionValues } from '../constructs/queues/dispatched-run';
import type { RegionPlan } from '../planner/environment/region-plan';

/** What a run that may come from another region has to be told of this one. */
export function regionValuesOf({ name, storage }: RegionPlan): RegionValues {
  return { region: name, modelBucket: storage.modelBucket, checkpointBucket: storage.checkpointBucket };
}
