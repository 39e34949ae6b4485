import type { ConfigMap } from '../kubernetes/objects';
import { keptConfig } from './kept-config';
import { labelsOf, type TrainingJobProps } from './training-props';

/** What the containers of a job find in `/config`. */
export function jobFiles({ job, files, resumeArgs, data }: TrainingJobProps): ConfigMap {
  return keptConfig(
    `training-${job}`,
    {
      ...files,
      'resume-args': resumeArgs.map((argument) => `${argument}\n`).join(''),
      datasets: data.files.map(({ name, address }) => `${name} ${address}\n`).join(''),
    },
    labelsOf(job),
  );
}
