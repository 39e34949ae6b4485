import { stringify } from 'yaml';
import projectSchema from './project.schema.json';

/** What a change of a field does to an environment that exists: the values of `x-update`. */
export type UpdatePolicy = 'in-place' | 'rolling' | 'replace' | 'data-loss' | 'blocked';

export const updateTexts: Readonly<Record<UpdatePolicy, string>> = {
  'in-place': 'nothing is destroyed or restarted',
  rolling: 'nodes or replicas are replaced one after the other',
  replace: 'what the field describes is destroyed and built anew',
  'data-loss': 'data can be lost',
  blocked: 'it must not change as long as the environment exists',
};

/** What there is to know about one field of the spec. */
export interface FieldText {
  /** Keys from the root; lists are passed through without an index: `pools.nodes.min`. */
  readonly path: string;
  readonly description: string;
  /** Type and limits in words. */
  readonly type: string;
  readonly required: boolean;
  /** Default as it would be written, or in words if it depends on other fields. Absent for a field without one. */
  readonly default?: string;
  readonly update?: UpdatePolicy;
  /** Examples as YAML. */
  readonly examples: readonly string[];
  /** Fields below this one. */
  readonly keys: readonly { readonly name: string; readonly description: string }[];
}

interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly 'x-default'?: string;
  readonly 'x-format'?: string;
  readonly 'x-update'?: UpdatePolicy;
}

const root = projectSchema as Schema;
const definitions = projectSchema.$defs as Readonly<Record<string, Schema>>;

let known: readonly FieldText[] | undefined;

/** Every field of the format, each before the fields below it. */
export function specFields(): readonly FieldText[] {
  known ??= fieldsBelow(root, []);
  return known;
}

/** The field at a path. Indexes are accepted and mean nothing: `pools[0].nodes` is `pools.nodes`. */
export function findField(path: string): FieldText | undefined {
  const steps = path
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .filter((step) => !/^\d*$/.test(step));
  const normal = steps.join('.');
  return specFields().find((field) => field.path === normal);
}

function fieldsBelow(schema: Schema, path: readonly string[]): FieldText[] {
  return childrenOf(schema).flatMap(({ name, child, required }) => {
    const place = [...path, name];
    return [describeField(place, name, child, required), ...fieldsBelow(child, place)];
  });
}

function describeField(path: readonly string[], name: string, schema: Schema, required: boolean): FieldText {
  const whole = opened(schema);
  const fallback = whole.default === undefined ? undefined : JSON.stringify(whole.default);
  const value = whole['x-default'] ?? fallback;
  const update = whole['x-update'];
  return {
    path: path.join('.'),
    description: whole.description ?? '',
    type: typeOf(schema),
    required,
    ...(value !== undefined && { default: value }),
    ...(update !== undefined && { update }),
    examples: (whole.examples ?? []).map((example) => stringify({ [name]: example }).trimEnd()),
    keys: childrenOf(schema).map((below) => ({ name: below.name, description: opened(below.child).description ?? '' })),
  };
}

interface Child {
  readonly name: string;
  readonly child: Schema;
  readonly required: boolean;
}

/** Keys that a value may have: its own, those of its items, and those of each of its shapes. */
function childrenOf(schema: Schema): Child[] {
  const { properties, required = [], items, oneOf = [] } = opened(schema);
  const own = Object.entries(properties ?? {}).map(([name, child]) => {
    return { name, child, required: required.includes(name) };
  });
  return [...own, ...(items ? childrenOf(items) : []), ...oneOf.flatMap(childrenOf)];
}

/** A schema together with the one that it refers to; what stands beside the reference wins. */
function opened(schema: Schema): Schema {
  const target = schema.$ref === undefined ? undefined : definitions[schema.$ref.replace('#/$defs/', '')];
  return target === undefined ? schema : { ...opened(target), ...schema };
}

function typeOf(schema: Schema): string {
  const whole = opened(schema);
  if (whole.oneOf) return whole.oneOf.map(typeOf).join('; or ');
  if (whole.const !== undefined) return `always ${String(whole.const)}`;
  if (whole.enum) return `one of ${whole.enum.join(', ')}`;
  switch (whole.type) {
    case 'integer':
      return `a whole number${rangeOf(whole)}`;
    case 'number':
      return `a number${rangeOf(whole)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return whole.items ? `a list; each item is ${typeOf(whole.items)}` : 'a list';
    case 'object':
      return typeof whole.additionalProperties === 'object'
        ? `a map; each value is ${typeOf(whole.additionalProperties)}`
        : 'a map';
    default:
      return whole['x-format'] ?? 'text';
  }
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: Schema): string {
  const from =
    minimum !== undefined ? ` from ${minimum}` : exclusiveMinimum !== undefined ? ` above ${exclusiveMinimum}` : '';
  return maximum === undefined ? from : `${from} up to ${maximum}`;
}
