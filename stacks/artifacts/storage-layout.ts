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

/**
 * What one region copies to another: everything that cannot be made again quickly, and the checkpoints of the jobs that
 * both can run, so that a run goes on where the other region is. A bucket has at most 1,000 rules, so with many jobs all
 * checkpoints are copied. Source: Amazon S3 User Guide, "Replication configuration file elements".
 */
export function copiedPrefixes(
  purpose: 'models' | 'checkpoints',
  jobs: readonly { readonly name: string; readonly regions: readonly string[] }[],
  from: string,
  to: string,
): readonly string[] {
  if (purpose === 'models') return [layout.models, layout.trained];
  const both = jobs.filter(({ regions }) => regions.includes(from) && regions.includes(to));
  return [layout.finals, ...(both.length > 50 ? [layout.runs] : both.map(({ name }) => `${layout.runs}${name}/`))];
}
