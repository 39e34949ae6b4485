import type { Path } from '../../../schemas/finding';
import type { TrainingJob } from '../../../schemas/project';

/** One list of data sets of a job, and its place below the job. */
interface DatasetList {
  readonly field: Path;
  readonly texts: readonly string[];
}

/** What a job trains with, is validated with, and what its export measures with. */
export function datasetLists({ dataset, validation, export: exported }: TrainingJob): DatasetList[] {
  return [
    { field: ['dataset'], texts: dataset },
    { field: ['validation', 'dataset'], texts: validation?.dataset ?? [] },
    { field: ['export', 'dataset'], texts: exported?.dataset ?? [] },
  ];
}
