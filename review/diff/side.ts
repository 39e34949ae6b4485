import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../../blueprints/compose';
import type { Lock } from '../../blueprints/lock';
import type { Compiled } from '../../planner/compile';
import type { Environment } from '../../planner/environment';
import type { Finding, Location, Path } from '../../schemas/finding';
import type { Project } from '../../schemas/project';
import type { Source } from '../../schemas/source';
import { validateProject } from '../../schemas/validate-project';
import { parseYaml } from '../../schemas/yaml-document';
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
export function specSide(label: string, { environment, findings, source, lock }: Compiled): Side | undefined {
  if (environment === undefined || source === undefined) return undefined;
  const read = projectOf(source, lock);
  return read && { label, spec: { ...read, environment, findings }, output: outputOf(environment) };
}

function projectOf(source: Source, lock?: Lock) {
  const parsed = parseYaml(source);
  if ('findings' in parsed) return undefined;
  const composed = compose(parsed.document, lock);
  const validated = validateProject(structuredClone(composed.value));
  return 'project' in validated ? { project: validated.project, locate: composed.locate } : undefined;
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
