import Table from 'cli-table3';
import type { Colors } from './terminal';

/** A table of the plan. */
export interface Content {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Indexes of the columns that hold numbers. */
  readonly right?: readonly number[];
}

/** Undefined for a table without rows. */
export function section(title: string, { columns, rows, right = [] }: Content, colors: Colors): string | undefined {
  if (rows.length === 0) return undefined;
  const table = new Table({
    head: columns.map((column) => colors.dim(column)),
    chars: borders,
    // No colours of its own: it would not ask whether the output is a terminal.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((_, index) => (right.includes(index) ? 'right' : 'left')),
  });
  table.push(...rows.map((row) => [...row]));
  const lines = table.toString().split('\n');
  return [colors.bold(title), ...lines.map((line) => `  ${line}`.trimEnd())].join('\n');
}

/** Columns two blanks apart and no lines: cells of several lines make rows recognizable enough. */
const borders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;
