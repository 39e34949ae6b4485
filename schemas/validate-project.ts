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
  return { violations: withoutTypos(relevant(withoutMapsAroundWords(errors)).map(toViolation)) };
}

/** A misspelt required key is one mistake, not an unknown key and a missing one. */
function withoutTypos(violations: readonly SchemaViolation[]): SchemaViolation[] {
  const key = (path: Path) => JSON.stringify(path);
  const meant = new Set(
    violations.flatMap((typo) => (typo.meant === undefined ? [] : [key([...typo.path.slice(0, -1), typo.meant])])),
  );
  return violations.filter(({ path, missing }) => missing === undefined || !meant.has(key([...path, missing])));
}

/** Of a word in a map that a union takes without the map, as `{ type: spot }`, nothing else is said than that. */
function withoutMapsAroundWords(errors: readonly AjvError[]): readonly AjvError[] {
  const unions = errors.filter((error) => error.keyword === 'oneOf');
  return unions.reduce((left, union) => {
    const word = wrappedWord(union, left);
    if (word === undefined) return left;
    const others = left.filter(({ instancePath: path }) => !`${path}/`.startsWith(`${union.instancePath}/`));
    return [...others, word];
  }, errors);
}

function wrappedWord(union: AjvError, errors: readonly AjvError[]): AjvError | undefined {
  const words = (union.parentSchema?.oneOf ?? []).flatMap((shape) => shape.enum ?? []);
  const found = errors.find(({ keyword, instancePath, data }) => {
    const holder = instancePath.slice(0, instancePath.lastIndexOf('/'));
    return keyword === 'enum' && holder === union.instancePath && words.includes(data);
  });
  const key = union.instancePath.slice(union.instancePath.lastIndexOf('/') + 1);
  return found && ({ ...found, wordOf: key } as AjvError);
}

/**
 * Of a value that may have one of several shapes, Ajv reports what keeps it from being each of them. Only the
 * complaints about the shape that was meant help: the one with the value's own type.
 */
function relevant(errors: readonly AjvError[]): AjvError[] {
  const unions = errors.filter((error) => error.keyword === 'oneOf');
  const dropped = new Set<AjvError>();
  for (const union of unions) {
    const here = errors.filter((error) => error.instancePath === union.instancePath && error !== union);
    const isShapeComplaint = (error: AjvError) =>
      error.keyword === 'type' || (typeof union.data !== 'string' && error.keyword === 'enum');
    for (const error of here.filter(isShapeComplaint)) dropped.add(error);
    const below = errors.some((error) => error.instancePath.startsWith(`${union.instancePath}/`));
    if (below || here.some((error) => !dropped.has(error))) dropped.add(union);
  }
  const kept = errors.filter((error) => !dropped.has(error) && error.keyword !== 'propertyNames');
  // Whatever else is said about a value of the wrong type follows from that.
  const mistyped = new Set(kept.filter((error) => error.keyword === 'type').map((error) => error.instancePath));
  return kept
    .filter((error) => error.keyword === 'type' || !mistyped.has(error.instancePath))
    .map((error) => withExamplesOf(unions, error));
}

/** A value that is none of a union's words was perhaps meant as its other shape: show that one as the example. */
function withExamplesOf(unions: readonly AjvError[], error: AjvError): AjvError {
  const union = unions.find((candidate) => candidate.instancePath === error.instancePath);
  if (union === undefined || error.keyword !== 'enum') return error;
  const examples = union.parentSchema?.examples?.filter(isMap) ?? [];
  return { ...error, parentSchema: { ...error.parentSchema, examples } } as AjvError;
}
