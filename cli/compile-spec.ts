import { fetchLocked } from '../blueprints/git/fetch-locked';
import { type Compiled, compileFile } from '../planner/compile';

/** Brings the blueprints that the spec's lock names onto this computer, and compiles the spec. */
export function compileSpec(file: string, today: string): Compiled {
  fetchLocked(file);
  return compileFile(file, today);
}
