import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compiled } from '../../planner/compile';
import type { Environment } from '../../planner/environment';
import type { Finding, Location, Path } from '../../schemas/finding';
import type { Project } from '../../schemas/project';
import { synthesize } from '../../stacks/synthesize';
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
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-diff-'));
  try {
    synthesize(environment, folder);
    return readOutput(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
