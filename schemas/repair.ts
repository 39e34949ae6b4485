import type { Path } from './finding';
import type { Project } from './generated/project';
import projectSchema from './project.schema.json';
import type { SchemaViolation } from './schema-violation';
import { validateProject } from './validate-project';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** More mistakes than this in one file, and guessing what the rest meant helps nobody. */
const maxRepairs = 200;

/**
 * A valid project that is as close as possible to data that is not one: misspelt keys are corrected, unknown ones are
 * left out, and what is missing or wrong is replaced by the schema's own defaults and examples. The rules run on it, so that one run
 * shows the mistakes of both kinds; what they say about a repaired place has to be thrown away. Undefined if the data is
 * beyond repair.
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

function repair(root: unknown, { rule, path, missing, meant }: SchemaViolation): boolean {
  switch (rule) {
    case 'schema/missing-key':
      return missing !== undefined && replace(root, [...path, missing]);
    case 'schema/unknown-key':
      return meant === undefined ? remove(root, path) : rename(root, path, meant);
    case 'schema/duplicate-item':
      return remove(root, path);
    default:
      return replace(root, path);
  }
}

/** Gives a misspelt key its right name, unless the map has that one too. */
function rename(root: unknown, path: Path, name: string): boolean {
  const parent = parentOf(root, path);
  const key = path[path.length - 1];
  if (parent === undefined || key === undefined) return false;
  if (!Object.hasOwn(parent, name)) parent[name] = parent[key];
  return Reflect.deleteProperty(parent, key);
}

/** Puts the schema's example at a path; where the schema has none, the value goes, or else its parent is replaced. */
function replace(root: unknown, path: Path): boolean {
  const step = path[path.length - 1];
  const parent = parentOf(root, path);
  if (parent === undefined || step === undefined) return false;
  const example = exampleAt(path);
  if (example === undefined) return remove(root, path);
  if (sameJson(parent[step], example)) return replace(root, path.slice(0, -1));
  parent[step] = step === 'name' ? unusedName(root, path, example) : structuredClone(example);
  return true;
}

/** A name that no other item of the list has: `us-east-1` becomes `us-east-2`, and `serve` becomes `serve-2`. */
function unusedName(root: unknown, path: Path, example: unknown): unknown {
  const items = valueAt(root, path.slice(0, -2));
  if (!Array.isArray(items)) return example;
  const taken = new Set(items.map((item: unknown) => (item as { readonly name?: unknown } | null)?.name));
  let name = String(example);
  while (taken.has(name)) {
    const number = /\d$/.exec(name)?.[0];
    name = number === undefined ? `${name}-2` : `${name.slice(0, -1)}${Number(number) + 1}`;
  }
  return name;
}

function remove(root: unknown, path: Path): boolean {
  const step = path[path.length - 1];
  const parent = parentOf(root, path);
  if (parent === undefined || step === undefined) return false;
  if (Array.isArray(parent)) {
    parent.splice(Number(step), 1);
    return true;
  }
  return Reflect.deleteProperty(parent, step);
}

function parentOf(root: unknown, path: Path): Record<string, unknown> | undefined {
  const parent = valueAt(root, path.slice(0, -1));
  return parent !== null && typeof parent === 'object' ? (parent as Record<string, unknown>) : undefined;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], root);
}

/**
 * The value that says least: the default of a plain value, or else the first example of the schema at a path, taken
 * from the example of the list around it if need be.
 */
function exampleAt(path: Path): unknown {
  let schema: Schema | undefined = projectSchema as Schema;
  let example: unknown;
  for (const step of path) {
    const shapes: readonly Schema[] = shapesOf(schema);
    schema = shapes
      .map((shape) => (typeof step === 'number' ? shape.items : shape.properties?.[step]))
      .find((child) => child !== undefined);
    if (schema === undefined) return undefined;
    const plainDefault = typeof schema.default === 'object' ? undefined : schema.default;
    example = plainDefault ?? schema.examples?.[0] ?? (Array.isArray(example) ? example[0] : undefined);
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
