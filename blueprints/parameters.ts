import type { Ajv2020 } from 'ajv/dist/2020';
import type { Path } from '../schemas/finding';
import { isMap } from '../schemas/is-map';

/** Parameters of a blueprint: a JSON Schema for each, without `default` for one that must be given. */
export type ParameterSchemas = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface ParameterProblem {
  readonly name: string;
  readonly kind: 'missing' | 'unknown' | 'wrong';
  /** What the schema says of a wrong value: `must match pattern …`. */
  readonly message?: string;
}

/** Values of all parameters, defaults filled in, and what is wrong with those that were given. */
export function parameterValues(
  schemas: ParameterSchemas,
  given: Readonly<Record<string, unknown>>,
): { readonly values: Readonly<Record<string, unknown>>; readonly problems: readonly ParameterProblem[] } {
  const names = Object.keys(schemas);
  const values = Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(given, name) ? given[name] : schemas[name]?.['default'];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const problems: ParameterProblem[] = [
    ...Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => ({ name, kind: 'unknown' as const })),
    ...names.filter((name) => !Object.hasOwn(values, name)).map((name) => ({ name, kind: 'missing' as const })),
    ...names
      .filter((name) => Object.hasOwn(given, name))
      .flatMap((name) => wrongValue(name, schemas[name], given[name])),
  ];
  return { values, problems };
}

function wrongValue(name: string, schema: unknown, value: unknown): ParameterProblem[] {
  const ajv = schemaValidator();
  try {
    if (ajv.validate(schema as object, value)) return [];
    return [{ name, kind: 'wrong', message: ajv.errorsText(ajv.errors, { dataVar: name }) }];
  } catch (error) {
    return [{ name, kind: 'wrong', message: `its schema cannot be used, ${(error as Error).message}` }];
  }
}

let validator: Ajv2020 | undefined;

/** Made when it is first needed: most projects give no parameters, and it takes longer than everything that it checks. */
function schemaValidator(): Ajv2020 {
  const { Ajv2020: Validator } = require('ajv/dist/2020') as typeof import('ajv/dist/2020');
  // Strict: a keyword or a format that it does not know would be a check that never fails. Schemas of different
  // blueprints may have the same `$id`.
  validator ??= new Validator({ strict: true, addUsedSchema: false });
  return validator;
}

interface Substituted {
  readonly value: unknown;
  /** The parameter that each value is made from, by its path as JSON. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Names that are used and not declared, with the place of their use. */
  readonly undeclared: readonly { readonly name: string; readonly path: Path }[];
}

const placeholder = /\$\{parameters\.([A-Za-z][A-Za-z0-9]*)\}/g;

/**
 * Puts values in the place of `${parameters.name}`: as they are where it is all of a text, else as text. A parameter
 * without a value leaves its place empty.
 */
export function substitute(
  fragment: unknown,
  values: Readonly<Record<string, unknown>>,
  declared: readonly string[],
): Substituted {
  const parameters = new Map<string, string>();
  const undeclared: { name: string; path: Path }[] = [];
  // Not what every object has, such as a constructor.
  const given = (name: string): unknown => (Object.hasOwn(values, name) ? values[name] : undefined);
  const replace = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item, index) => replace(item, [...path, index]));
      // A list with a gap is no list, and without the gap the other items would be in other places.
      return items.includes(undefined) ? undefined : items;
    }
    if (isMap(value)) {
      const entries = Object.entries(value).map(([key, inner]) => [key, replace(inner, [...path, key])] as const);
      return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
    }
    if (typeof value !== 'string') return value;
    const names = [...value.matchAll(placeholder)].map((match) => match[1] ?? '');
    for (const name of names) {
      parameters.set(JSON.stringify(path), name);
      if (!declared.includes(name)) undeclared.push({ name, path });
    }
    if (names.length === 1 && value === `\${parameters.${names[0]}}`) return given(names[0] ?? '');
    return value.replace(placeholder, (_match, name: string) => textOf(given(name)));
  };
  return { value: replace(fragment, []), parameters, undeclared };
}

/** A value as a part of a text; of lists and maps as JSON. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
