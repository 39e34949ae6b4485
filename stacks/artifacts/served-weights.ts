import type { Environment } from '../../planner/environment/environment';
import type { ServedModel } from '../../planner/environment/inference-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import { adaptersGib } from '../../planner/environment/weights-plan';
import { named } from '../known';
import { layout } from './storage-layout';

/** Where the weights of a service lie in its region. */
export interface ServedWeights {
  readonly bucket: string;
  /** Without a slash at the end. `<<revision>>` stands for what the object at `pointer` names. */
  readonly prefix: string;
  readonly pointer?: string;
  readonly sizeGib: number;
}

/** Weights of the spec lie below their revision, those of a job below the run that made them. */
export function servedWeights(
  { models, training }: Environment,
  region: RegionPlan,
  served: ServedModel,
  part: 'weights' | 'adapters' = 'weights',
): ServedWeights {
  const model = named(
    models,
    'model',
    'model' in served ? served.model : named(training, 'job', served.training).model,
  );
  const bucket = region.storage.modelBucket;
  const sizeGib = part === 'adapters' ? adaptersGib : model.sizeGib;
  if ('model' in served) return { bucket, prefix: `${layout.models}${model.name}/${model.revision}`, sizeGib };
  const job = `${layout.trained}${served.training}`;
  const { revision } = served;
  return 'run' in revision
    ? { bucket, prefix: `${job}/${revision.run}/${part}`, sizeGib }
    : { bucket, prefix: `${job}/<<revision>>/${part}`, pointer: `${job}/${revision.newest}`, sizeGib };
}

/** What a pod that reads weights has to be allowed to read: all revisions, where it does not know which one. */
export function readablePrefix({ prefix, pointer }: ServedWeights): string {
  return pointer === undefined ? prefix : pointer.slice(0, pointer.lastIndexOf('/'));
}
