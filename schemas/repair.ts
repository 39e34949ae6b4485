import type { Path } from './finding';
import type { Project } from './generated/project';
import projectSchema from './project.schema.json';
import { type SchemaViolation, validateProject } from './validate-project';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly examples?: readonly unknown[];
}

/** More mistakes than this in one file, and guessing what the rest meant helps nobody. */
const maxRepairs = 200;

/**
 * A valid project that is as close as possible to data that is not one: unknown keys are left out, and what is missing
 * or wrong is replaced by the schema's own examples. The rules run on it, so that one run shows the mistakes of both
 * kinds; what they say about a repaired place has to be thrown away. Undefined if the data is beyond repair.
 */
export function repairProject(data: unknown): Project | undefined {
  const root = structuredClone(data);
  for (let round = 0; round < maxRepairs; round++) {
    const result = validateProject(root);
    if ('project' in result) return result.project;
    const [violation] = result.violations;
    if (result.violations.length > maxRepairs) return undefined;
    if (violation === undefined || !repair(root, violation)) return undefined;
  }
  return undefined;
}

function repair(root: unknown, violation: SchemaViolation): boolean {
  if (violation.rule === 'schema/missing-key') {
    return replace(root, [...violation.path, violation.missing ?? '']);
  }
  if (violation.rule === 'schema/unknown-key' || violation.rule === 'schema/duplicate-item') {
    return remove(root, violation.path);
  }
  return replace(root, violation.path);
}

/** Puts the schema's example at a path; where the schema has none, the value goes, or else its parent is replaced. */
function replace(root: unknown, path: Path): boolean {
  const step = path[path.length - 1];
  const parent = valueAt(root, path.slice(0, -1));
  if (step === undefined || parent === null || typeof parent !== 'object') return false;
  const example = exampleAt(path);
  if (example === undefined) return remove(root, path);
  if (sameJson((parent as Record<string, unknown>)[step], example)) return replace(root, path.slice(0, -1));
  (parent as Record<string, unknown>)[step] = structuredClone(example);
  return true;
}

function remove(root: unknown, path: Path): boolean {
  const step = path[path.length - 1];
  const parent = valueAt(root, path.slice(0, -1));
  if (step === undefined || parent === null || typeof parent !== 'object') return false;
  if (Array.isArray(parent)) {
    parent.splice(Number(step), 1);
    return true;
  }
  return Reflect.deleteProperty(parent, step);
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], root);
}

function exampleAt(path: Path): unknown {
  let schema: Schema | undefined = projectSchema as Schema;
  let example: unknown;
  for (const step of path) {
    const shapes: readonly Schema[] = shapesOf(schema);
    schema = shapes
      .map((shape) => (typeof step === 'number' ? shape.items : shape.properties?.[step]))
      .find((child) => child !== undefined);
    if (schema === undefined) return undefined;
    example = schema.examples?.[0];
  }
  return example;
}

/** The schemas that a value may satisfy: references and unions opened. */
function shapesOf(schema: Schema | undefined): readonly Schema[] {
  if (schema === undefined) return [];
  const target = schema.$ref === undefined ? undefined : definitions[schema.$ref.replace('#/$defs/', '')];
  return [schema, ...shapesOf(target), ...(schema.oneOf ?? []).flatMap(shapesOf)];
}

const definitions = projectSchema.$defs as Readonly<Record<string, Schema>>;

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
