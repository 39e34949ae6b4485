import type { Environment, RegionPlan } from '../planner/environment';
import type { ServedModel } from '../planner/inference/inference-plan';
import { known } from './known';
import { layout } from './storage-layout';

/** Where the weights of a service lie in its region. */
export interface ServedWeights {
  readonly bucket: string;
  /** Without a slash at the end. */
  readonly prefix: string;
  readonly sizeGib: number;
}

/** Weights of the spec lie below their revision, those of a job where it leaves its last result. */
export function servedWeights(environment: Environment, region: RegionPlan, served: ServedModel): ServedWeights {
  const { models, training } = environment;
  const name =
    'model' in served
      ? served.model
      : known(training.find((job) => job.name === served.training)?.model, `job ${served.training}`);
  const model = known(
    models.find((candidate) => candidate.name === name),
    `model ${name}`,
  );
  return 'model' in served
    ? {
        bucket: region.storage.modelBucket,
        prefix: `${layout.models}${model.name}/${model.revision}`,
        sizeGib: model.sizeGib,
      }
    : {
        bucket: region.storage.checkpointBucket,
        prefix: `${layout.finals}${served.training}/latest`,
        sizeGib: model.sizeGib,
      };
}
