/** Whether a suite runs all of its cases: `npm run test:hostile`. Otherwise it runs a sample. */
export const isWhole = process.env['NINEFOLD_HOSTILE'] === '1';

/** One in so many of some cases, the last one always among them; all of them in a whole run. */
export function sampled<T>(cases: readonly T[], every: number): readonly T[] {
  return isWhole ? cases : cases.filter((_case, index) => (cases.length - 1 - index) % every === 0);
}
