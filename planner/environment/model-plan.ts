import type { Architecture } from '../../catalog/models';

export interface ModelPlan {
  readonly name: string;
  readonly source: ModelSource;
  /** Commit, tag or branch; `main` or `master` if the spec names none. */
  readonly revision: string;
  readonly secret?: string;
  /** Size of the weights, rounded up. */
  readonly sizeGib: number;
  /** Absent if neither the catalog nor the spec tells. */
  readonly architecture?: Architecture;
}

export type ModelSource =
  /** `repository` is `org/name`. */
  | { readonly hub: 'huggingface' | 'modelscope'; readonly repository: string }
  /** `prefix` has no slash at its end, and is empty for a whole bucket. */
  | { readonly hub: 's3'; readonly bucket: string; readonly prefix: string };
