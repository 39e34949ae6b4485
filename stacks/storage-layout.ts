/**
 * How artifacts lie in their buckets. S3 lifecycle and replication rules select by prefix only, so what is kept and
 * copied differently starts differently.
 */
export const layout = {
  /** `models/<name>/<revision>/…`, never changed once complete. */
  models: 'models/',
  /**
   * `trained/<job>/<run>/weights/…` and `…/adapters/…`, what jobs have registered, never changed once complete; with
   * `trained/<job>/promoted` and `…/candidate`, each the name of a run.
   */
  trained: 'trained/',
  /** `evaluations/<job>/<run>/…`, scores and verdicts, which stay. */
  evaluations: 'evaluations/',
  /** `runs/<job>/<run>/step-<n>/…`, intermediate checkpoints, which expire. */
  runs: 'runs/',
  /** `final/<job>/<run>/…`, results, which stay. */
  finals: 'final/',
} as const;

/** What is copied to other regions: everything that cannot be made again quickly. */
export const replicatedPrefixes = {
  models: [layout.models, layout.trained],
  checkpoints: [layout.finals],
} as const;
