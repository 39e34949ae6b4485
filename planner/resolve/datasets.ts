import type { TrainingJob } from '../../schemas/project';
import type { DatasetPlan, JobDatasets } from '../environment/dataset-plan';
import { trainingPaths } from '../environment/training-command';

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
