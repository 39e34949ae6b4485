import type { Composed } from '../../blueprints/compose';
import { blueprintOf } from '../../blueprints/library';
import { formatPath, type Location, type Path } from '../../schemas/finding';
import { isMap } from '../../schemas/is-map';
import type { Project } from '../../schemas/project';
import type { Colors } from '../terminal/terminal';

/** One value of a complete project. */
interface ExplainedValue {
  readonly path: Path;
  /** Text, number, truth value, or an empty list or map. */
  readonly value: unknown;
  /** Where it was written; absent for a default of the format. */
  readonly location?: Location;
}

/** Every value of a project with its origin, in the order of the format. */
export function explainValues(project: Project, { value: written, locate }: Composed): ExplainedValue[] {
  return leaves(project, []).map(({ path, value }) => {
    const location = isWritten(written, path) ? locate(path, 'value') : undefined;
    return { path, value, ...(location && { location }) };
  });
}

function leaves(value: unknown, path: Path): ExplainedValue[] {
  const inner = Array.isArray(value) ? [...value.entries()] : isMap(value) ? Object.entries(value) : [];
  if (inner.length === 0) return [{ path, value }];
  return inner.flatMap(([key, below]) => leaves(below, [...path, key]));
}

function isWritten(written: unknown, path: Path): boolean {
  let value: unknown = written;
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return false;
    value = (value as Record<string | number, unknown>)[step];
  }
  return true;
}

/** `path  value  origin`, a line for each value. */
export function renderExplainedValues(values: readonly ExplainedValue[], colors: Colors): string {
  const rows = values.map(({ path, value, location }) => [
    formatPath(path),
    shorten(typeof value === 'string' ? value : JSON.stringify(value)),
    location === undefined ? 'default' : originOf(location),
  ]);
  const width = (column: number) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  const [paths, texts] = [width(0), width(1)];
  return rows
    .map(([path = '', text = '', origin = '']) => `${path.padEnd(paths)}  ${text.padEnd(texts)}  ${colors.dim(origin)}`)
    .join('\n');
}

/** Nobody edits the file of a blueprint that comes with Ninefold: its name and version say more than where it lies. */
function originOf({ file, line }: Location): string {
  const blueprint = blueprintOf(file);
  return blueprint === undefined ? `${file}:${line}` : `${blueprint}, line ${line}`;
}

/** Long texts would push the origins out of sight. */
function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
