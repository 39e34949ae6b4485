import type { DatasetPlan } from '../../environment/dataset-plan';
import type { Arguments } from './argument-words';
import type { JobContext } from './job-context';

export function dataArguments({ job, datasets }: JobContext): Arguments {
  return {
    dataset: datasets.training.map(datasetArgument),
    ...(datasets.validation.length > 0 && { val_dataset: datasets.validation.map(datasetArgument) }),
    ...(job.validation?.split !== undefined && { split_dataset_ratio: job.validation.split }),
  };
}

export const dataDefaults: Arguments = {
  load_from_cache_file: true,
  dataset_num_proc: 8,
  dataloader_num_workers: 4,
};

/**
 * A data set as ms-swift reads it: the path of a file, or `HF::org/name:subset`, where the prefix names the hub.
 * Source: ms-swift 4.4, `swift/dataset/dataset_syntax.py`.
 */
export function datasetArgument(dataset: DatasetPlan): string {
  const count = dataset.samples === undefined ? '' : `#${dataset.samples}`;
  if (dataset.hub === 's3') return `${dataset.path}${count}`;
  const prefix = dataset.hub === 'huggingface' ? 'HF' : 'MS';
  const subsets = dataset.subsets.length === 0 ? '' : `:${dataset.subsets.join('/')}`;
  return `${prefix}::${dataset.repository}${subsets}${count}`;
}
