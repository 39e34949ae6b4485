/** Seconds as specs write them, rounded up, so that what misses an objective by little is not shown as if it kept it. */
export function secondsText(seconds: number): string {
  return Number.isFinite(seconds) ? `${Number(Math.ceil(seconds * 10 - 1e-6) / 10)}s` : 'never';
}
