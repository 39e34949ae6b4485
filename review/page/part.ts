/** A part of something as a length in a style. */
export function part(value: number, of: number): string {
  const percent = of > 0 ? Math.min(100, Math.max(0, (value / of) * 100)) : 0;
  return `${Number(percent.toFixed(2))}%`;
}
