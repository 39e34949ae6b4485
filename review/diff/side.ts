import type { Compiled } from '../../planner/compile';
import type { Environment } from '../../planner/environment/environment';
import type { Finding, Location, Path } from '../../schemas/finding';
import type { Project } from '../../schemas/project';
import { inTemporaryFolder } from '../../stacks/in-temporary-folder';
import { emptyOutput, type Output, readOutput } from './resources/read-output';

/** One of the two things that are compared. */
export interface Side {
  /** What it is called: `main`, or a path. */
  readonly label: string;
  /** Absent for the output of an earlier synthesis, and for what does not exist. */
  readonly spec?: {
    readonly project: Project;
    readonly environment: Environment;
    readonly findings: readonly Finding[];
    /** Where a value was written. */
    readonly locate: (path: Path, at: 'key' | 'value') => Location | undefined;
  };
  readonly output: Output;
}

/** Nothing: what a new environment is compared with. */
export function nothingAt(label: string): Side {
  return { label, output: emptyOutput };
}

/** The output of an earlier synthesis. */
export function outputSide(label: string, folder: string): Side {
  return { label, output: readOutput(folder) };
}

/** A compiled spec; undefined if it has errors. */
export function specSide(label: string, { environment, findings, composed, project }: Compiled): Side | undefined {
  if (environment === undefined || composed === undefined || project === undefined) return undefined;
  const { locate } = composed;
  return { label, spec: { project, environment, findings, locate }, output: outputOf(environment) };
}

function outputOf(environment: Environment): Output {
  const { synthesize } = require('../../stacks/synthesize') as typeof import('../../stacks/synthesize');
  return inTemporaryFolder('ninefold-diff-', (folder) => {
    synthesize(environment, folder);
    return readOutput(folder);
  });
}
