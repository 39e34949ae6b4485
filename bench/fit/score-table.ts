import { calibration, quantile, type Scored } from './measurements';

export const tableHead = [
  '| rows | measured | median error | nine of ten below |',
  '| --- | --- | --- | --- |',
] as const;

/** The rows of the accuracy table, as Markdown: both halves, then each source and each kind of job. */
export function scoreTable(scored: readonly Scored[]): string[] {
  const isSeen = ({ source }: Scored) => calibration.includes(source);
  const by = (key: (row: Scored) => string) => {
    const names = [...new Set(scored.map(key))].sort();
    return names.map((name) =>
      tableRow(
        name,
        scored.filter((each) => key(each) === name),
      ),
    );
  };
  return [
    ...tableHead,
    tableRow('constants chosen on', scored.filter(isSeen)),
    tableRow(
      'nothing chosen on',
      scored.filter((each) => !isSeen(each)),
    ),
    ...by(({ source }) => source),
    ...by(({ kind }) => kind),
  ];
}

/** A name, how many of its rows were measured, and how far the estimates are off. */
export function tableRow(name: string, rows: readonly { readonly error?: number }[]): string {
  const count = rows.filter(({ error }) => error !== undefined).length;
  return `| ${name} | ${count} | ${percent(quantile(rows, 0.5))} | ${percent(quantile(rows, 0.9))} |`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
