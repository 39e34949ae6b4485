/** Times of one kind of failure, in seconds. */
export interface Measured {
  readonly what: string;
  readonly seconds: readonly number[];
  /** Longest by the proof. */
  readonly worst: number;
}

/** As docs/reliability.md shows it. */
export function measuredTable(rows: readonly Measured[]): string {
  const cells = [
    ['failure', 'runs', 'min', 'median', 'max', 'worst by the proof'],
    ...rows.map(({ what, seconds, worst }) => {
      const sorted = [...seconds].sort((a, b) => a - b);
      const at = (share: number) => (sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
      return [what, String(sorted.length), at(0), at(0.5), at(1), String(worst)];
    }),
  ];
  const lines = cells.map((row) => `| ${row.join(' | ')} |`);
  return [lines[0], `|${' --- |'.repeat(6)}`, ...lines.slice(1)].join('\n');
}
