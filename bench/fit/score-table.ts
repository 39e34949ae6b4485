import { calibration, quantile, type Scored } from './measurements';

/** The rows of the accuracy table, as Markdown: both halves, then each source and each kind of job. */
export function scoreTable(scored: readonly Scored[]): string[] {
  const isSeen = ({ source }: Scored) => calibration.includes(source);
  const by = (key: (row: Scored) => string) => {
    const names = [...new Set(scored.map(key))].sort();
    return names.map((name) =>
      row(
        name,
        scored.filter((each) => key(each) === name),
      ),
    );
  };
  return [
    '| rows | measured | median error | nine of ten below |',
    '| --- | --- | --- | --- |',
    row('constants chosen on', scored.filter(isSeen)),
    row(
      'nothing chosen on',
      scored.filter((each) => !isSeen(each)),
    ),
    ...by(({ source }) => source),
    ...by(({ kind }) => kind),
  ];
}

function row(name: string, rows: readonly Scored[]): string {
  const count = rows.filter(({ error }) => error !== undefined).length;
  return `| ${name} | ${count} | ${percent(quantile(rows, 0.5))} | ${percent(quantile(rows, 0.9))} |`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
