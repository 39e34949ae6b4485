/** Four decimals, cut and not rounded: what misses an objective by little must not be shown as if it kept it. */
export function cutPercent(percent: number): number {
  // 99.99 × 10,000 is 999899.9999999999 in floating point.
  return Math.floor(percent * 10_000 + 1e-6) / 10_000;
}
