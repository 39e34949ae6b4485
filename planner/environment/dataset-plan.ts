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

/** Data of a job by what it is for. */
export interface JobDatasets {
  readonly training: readonly DatasetPlan[];
  readonly validation: readonly DatasetPlan[];
  /** What quantisation measures activations with. */
  readonly calibration: readonly DatasetPlan[];
}
