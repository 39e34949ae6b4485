import type { TrainingJob } from '../../schemas/project';
import { trainingPaths } from './training-command';

/** Data of a job. */
export type DatasetPlan = HubDataset | BucketDataset;

export interface HubDataset {
  readonly hub: 'huggingface' | 'modelscope';
  /** `org/name`. */
  readonly repository: string;
  readonly subsets: readonly string[];
  /** How many samples of it; absent for all. */
  readonly samples?: number;
}

export interface BucketDataset {
  readonly hub: 's3';
  readonly bucket: string;
  readonly key: string;
  /** Path of the file in the containers. */
  readonly path: string;
  readonly samples?: number;
}

const hubs = { hf: 'huggingface', modelscope: 'modelscope' } as const;

const bucketForm =
  /^s3:\/\/(?<bucket>[a-z0-9][-a-z0-9.]{1,61}[a-z0-9])\/(?<key>[^#\s]*[^#/\s])(#(?<samples>[1-9][0-9]*))?$/;
const hubForm =
  /^(?<scheme>hf|modelscope):\/\/(?<repository>[A-Za-z0-9][-A-Za-z0-9._]*\/[A-Za-z0-9][-A-Za-z0-9._]*)(:(?<subsets>[-A-Za-z0-9._]+(\/[-A-Za-z0-9._]+)*))?(#(?<samples>[1-9][0-9]*))?$/;

/**
 * Reads `s3://bucket/key`, `hf://org/name` or `modelscope://org/name`, on hubs with `:subset/subset`, and with `#count`.
 * Undefined for anything else; a rule reports it.
 *
 * @param index place among all data of the job, so that files of one name do not collide
 */
export function parseDataset(text: string, index: number): DatasetPlan | undefined {
  const inBucket = bucketForm.exec(text)?.groups;
  if (inBucket !== undefined) {
    const { bucket = '', key = '', samples } = inBucket;
    const path = `${trainingPaths.data}/${index}-${key.split('/').at(-1)}`;
    return { hub: 's3', bucket, key, path, ...samplesOf(samples) };
  }
  const onHub = hubForm.exec(text)?.groups;
  if (onHub === undefined) return undefined;
  const { scheme, repository = '', subsets, samples } = onHub;
  const hub = hubs[scheme === 'hf' ? 'hf' : 'modelscope'];
  return { hub, repository, subsets: subsets?.split('/') ?? [], ...samplesOf(samples) };
}

function samplesOf(samples: string | undefined): { readonly samples?: number } {
  return samples === undefined ? {} : { samples: Number(samples) };
}

/** Data of a job by what it is for. */
export interface JobDatasets {
  readonly training: readonly DatasetPlan[];
  readonly validation: readonly DatasetPlan[];
  /** What quantisation measures activations with. */
  readonly calibration: readonly DatasetPlan[];
}

export function datasetsOf({ dataset, validation, export: exported }: TrainingJob): JobDatasets {
  const texts = [dataset, validation?.dataset ?? [], exported?.dataset ?? []];
  let index = 0;
  const [training = [], held = [], calibration = []] = texts.map((list) =>
    list.flatMap((text) => {
      const plan = parseDataset(text, index);
      index += 1;
      return plan ? [plan] : [];
    }),
  );
  return { training, validation: held, calibration };
}

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
