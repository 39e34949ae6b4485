import { datasetArgument } from '../dataset-plan';
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
