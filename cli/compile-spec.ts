import { fetchLocked } from '../blueprints/git/fetch-locked';
import { type Compiled, compileFile } from '../planner/compile';
import type { Environment } from '../planner/environment/environment';
import type { Context } from './context';
import { UserError } from './exit';
import { findingsText } from './findings-text';

/** Brings the blueprints that the spec's lock names onto this computer, and compiles the spec. */
export function compileSpec(file: string, today: string): Compiled {
  fetchLocked(file);
  return compileFile(file, today);
}

/**
 * {@link compileSpec} for those who can do nothing with errors: they are printed.
 *
 * @param fix what to do about them
 * @throws UserError if the spec has errors
 */
export function compileWithoutErrors(file: string, { terminal, today }: Context, fix: string): Environment {
  const { findings, environment, source } = compileSpec(file, today);
  if (environment !== undefined) return environment;
  terminal.note(findingsText(findings, source, terminal.noteColors));
  throw new UserError('the spec has errors', fix);
}
