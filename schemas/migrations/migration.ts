import type { Document } from 'yaml';

/** From one version of the format to the next. */
export interface Migration {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Change[];
}

/** One difference between two versions. */
export interface Change {
  /** For people: `gpuPools is called pools`. */
  readonly summary: string;
  /** Edits the document in place, so that comments and order stay; returns the places that it has changed. */
  apply(document: Document): readonly string[];
}
