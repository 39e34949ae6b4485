import type { Composed } from '../blueprints/compose';
import type { Location, Path } from '../schemas/finding';
import { isMap } from '../schemas/is-map';
import type { Project } from '../schemas/project';

/** One value of a complete project. */
export interface ExplainedValue {
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
