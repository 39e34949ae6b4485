import type { ErrorObject } from 'ajv';
import type { Path } from './finding';
import type { Project } from './generated/project';

import compiledValidator = require('./generated/validate-project');

import { isMap } from './is-map';
import { type AjvError, type SchemaViolation, toViolation } from './schema-violation';

const validate = compiledValidator as unknown as {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
};

/**
 * Checks data against the schema of a project and fills in the defaults, in place. Every violation is returned, each
 * mistake once; with none, the data is a complete project.
 */
export function validateProject(data: unknown): { project: Project } | { violations: SchemaViolation[] } {
  if (validate(data)) return { project: data as Project };
  const errors = (validate.errors ?? []) as unknown as AjvError[];
  return { violations: withoutTypos(relevant(errors).map(toViolation)) };
}

/** A misspelt required key is one mistake, not an unknown key and a missing one. */
function withoutTypos(violations: readonly SchemaViolation[]): SchemaViolation[] {
  const key = (path: Path) => JSON.stringify(path);
  const meant = new Set(
    violations.flatMap((typo) => (typo.meant === undefined ? [] : [key([...typo.path.slice(0, -1), typo.meant])])),
  );
  return violations.filter(({ path, missing }) => missing === undefined || !meant.has(key([...path, missing])));
}

/**
 * Of a value that may have one of several shapes, Ajv reports what keeps it from being each of them. Only the
 * complaints about the shape that was meant help: the one with the value's own type.
 */
function relevant(errors: readonly AjvError[]): AjvError[] {
  const unions = errors.filter((error) => error.keyword === 'oneOf');
  const dropped = new Set<AjvError>();
  const wrapped: AjvError[] = [];
  for (const union of unions) {
    const word = wrappedWord(union, errors);
    if (word !== undefined) {
      // Nothing else about the map matters.
      for (const error of errors.filter((error) => isWithin(error, union))) dropped.add(error);
      wrapped.push(word);
      continue;
    }
    const here = errors.filter((error) => error.instancePath === union.instancePath && error !== union);
    const isShapeComplaint = (error: AjvError) =>
      error.keyword === 'type' || (typeof union.data !== 'string' && error.keyword === 'enum');
    for (const error of here.filter(isShapeComplaint)) dropped.add(error);
    const below = errors.some((error) => error.instancePath !== union.instancePath && isWithin(error, union));
    if (below || here.some((error) => !dropped.has(error))) dropped.add(union);
  }
  const kept = [...errors.filter((error) => !dropped.has(error) && error.keyword !== 'propertyNames'), ...wrapped];
  // Whatever else is said about a value of the wrong type follows from that.
  const mistyped = new Set(kept.filter((error) => error.keyword === 'type').map((error) => error.instancePath));
  return kept
    .filter((error) => error.keyword === 'type' || !mistyped.has(error.instancePath))
    .map((error) => withExamplesOf(unions, error));
}

function isWithin({ instancePath }: AjvError, union: AjvError): boolean {
  return instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`);
}

/** The complaint about a word in a map that a union takes without the map: `{ type: spot }`. */
function wrappedWord(union: AjvError, errors: readonly AjvError[]): AjvError | undefined {
  const words = (union.parentSchema?.oneOf ?? []).flatMap((shape) => shape.enum ?? []);
  const found = errors.find(({ keyword, instancePath, data }) => {
    const holder = instancePath.slice(0, instancePath.lastIndexOf('/'));
    return keyword === 'enum' && holder === union.instancePath && words.includes(data);
  });
  const key = union.instancePath.slice(union.instancePath.lastIndexOf('/') + 1);
  return found && ({ ...found, wordOf: key } as AjvError);
}

/** A value that is none of a union's words was perhaps meant as its other shape: show that one as the example. */
function withExamplesOf(unions: readonly AjvError[], error: AjvError): AjvError {
  const union = unions.find((candidate) => candidate.instancePath === error.instancePath);
  if (union === undefined || error.keyword !== 'enum') return error;
  const examples = union.parentSchema?.examples?.filter(isMap) ?? [];
  return { ...error, parentSchema: { ...error.parentSchema, examples } } as AjvError;
}
