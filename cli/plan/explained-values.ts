import type { ExplainedValue } from '../../planner/explain-values';
import { formatPath } from '../../schemas/finding';
import type { Colors } from '../terminal/terminal';

/** `path  value  origin`, a line for each value. */
export function renderExplainedValues(values: readonly ExplainedValue[], colors: Colors): string {
  const rows = values.map(({ path, value, location }) => [
    formatPath(path),
    shorten(typeof value === 'string' ? value : JSON.stringify(value)),
    location === undefined ? 'default' : `${location.file}:${location.line}`,
  ]);
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const [paths, texts] = [width(0), width(1)];
  return rows
    .map(([path = '', text = '', origin = '']) => `${path.padEnd(paths)}  ${text.padEnd(texts)}  ${colors.dim(origin)}`)
    .join('\n');
}

/** Long texts would push the origins out of sight. */
function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
