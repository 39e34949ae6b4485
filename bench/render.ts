import type { SpeedPromise } from './promises';
import type { BenchReport, Result } from './results';

/** A line for the terminal, as soon as a promise has been measured. */
export function resultLine(result: Result): string {
  const { id, kept, unit, median } = result;
  return `${kept ? 'ok  ' : 'FAIL'} ${id.padEnd(26)} ${amount(median, unit).padStart(16)}   ${spread(result).padEnd(24)} ${boundText(result)}`;
}

/**
 * Everything that the documentation says about a run: what machine it was, and each promise with its figure. A promise
 * that the run did not measure says so.
 */
export function resultsMarkdown(promises: readonly SpeedPromise[], { date, machine, results }: BenchReport): string {
  const { processor, cores, system, node, terraform } = machine;
  const tools = [`Node ${node}`, ...(terraform === undefined ? [] : [`Terraform ${terraform}`])].join(' and ');
  const head = ['group', 'promise', 'bound', 'measured', 'least to most'];
  const rows = promises.map((promise, index) => {
    const result = results.find(({ id }) => id === promise.id);
    return [
      promise.group === promises[index - 1]?.group ? '' : `\`${promise.group}\``,
      promise.what,
      boundText(promise),
      ...(result ? [measured(result), spread(result)] : ['not in this run', '']),
    ];
  });
  return [
    `Measured on ${date.slice(0, 10)} with ${cores} cores (${processor}, ${system}), ${tools}.`,
    '',
    ...table([head, ...rows]),
  ].join('\n');
}

const [start, end] = ['<!-- results: npm run bench -- --write-docs -->', '<!-- end of results -->'];

/**
 * The document with another text between its markers.
 *
 * @throws Error if it has no such place
 */
export function withResults(document: string, text: string): string {
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no place for results: ${start} … ${end}`);
  return `${document.slice(0, from)}${start}\n\n${text}\n\n${document.slice(to)}`;
}

function measured({ kept, median, unit }: Result): string {
  return `${kept ? '' : '**broken:** '}${amount(median, unit)}`;
}

/** Padded, so that it can be read as text too. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}

function boundText({ bound, unit }: SpeedPromise): string {
  return 'atMost' in bound ? `at most ${inUnit(bound.atMost, unit)}` : `at least ${inUnit(bound.atLeast, unit)}`;
}

function spread({ min, max, rounds, unit }: Result): string {
  return rounds === 1 ? 'one round' : `${digits(min)}–${amount(max, unit)} of ${rounds}`;
}

function amount(value: number, unit: SpeedPromise['unit']): string {
  return inUnit(digits(value), unit);
}

function inUnit(value: number | string, unit: SpeedPromise['unit']): string {
  const text = typeof value === 'number' ? value.toLocaleString('en') : value;
  return unit === '×' ? `${text}×` : `${text} ${unit}`;
}

/** Three digits that count; whole numbers from a hundred on. */
function digits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
