import type { WeightsProps } from '../../constructs/models/weights';
import type { BucketDataset } from '../../planner/environment/dataset-plan';
import type { Environment } from '../../planner/environment/environment';
import type { ServedModel } from '../../planner/environment/inference-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { servedWeights } from './served-weights';

/** Weights that a job reads in its region, each where its command expects it. */
export function trainingWeights(
  environment: Environment,
  region: RegionPlan,
  { weights }: TrainingPlan,
): (WeightsProps & { readonly name: string })[] {
  return weights.map((weight) => {
    const source =
      weight.role === 'adapters'
        ? servedWeights(environment, region, promoted(weight.training), 'adapters')
        : servedWeights(environment, region, { model: weight.model });
    return { name: `weights-${weight.role}`, ...source, region: region.name, path: weight.path };
  });
}

/** What a job has learnt and what has passed its gate. */
function promoted(training: string): ServedModel {
  return { training, revision: { newest: 'promoted' } };
}

/** Files of the data that the training itself reads; those of later steps are not brought. */
export function filesInBuckets(job: TrainingPlan): BucketFile[] {
  return bucketDatasets(job)
    .filter(({ path }) => job.command.args.some((argument) => argument === path || argument.startsWith(`${path}#`)))
    .map(fileOf);
}

/** A file by its name in the folder of a job's data. */
interface BucketFile {
  readonly name: string;
  readonly address: string;
}

export function fileOf({ bucket, key, path }: BucketDataset): BucketFile {
  return { name: path.slice(path.lastIndexOf('/') + 1), address: `s3://${bucket}/${key}` };
}

/** All data in buckets, also that of later steps. */
export function bucketDatasets({ datasets }: TrainingPlan): BucketDataset[] {
  return datasets.filter((dataset) => dataset.hub === 's3');
}

/** Variables in which hubs' libraries look for tokens, with the secret that the job names. */
export function hubTokens({ datasets, secret }: TrainingPlan): Readonly<Record<string, string>> {
  if (secret === undefined) return {};
  const hubs = new Set(datasets.map(({ hub }) => hub));
  return {
    ...(hubs.has('huggingface') && { HF_TOKEN: secret }),
    ...(hubs.has('modelscope') && { MODELSCOPE_API_TOKEN: secret }),
  };
}
