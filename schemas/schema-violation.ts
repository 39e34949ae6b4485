import type { DefinedError } from 'ajv';
import { count } from './count';
import { credentialIn } from './credentials';
import type { Path, Violation } from './finding';
import { isMap } from './is-map';
import { meantMap, meantNumber, meantTexts, namesOfItems } from './meant-value';
import type { Subschema } from './subschema';
import { listed, suggest } from './suggest';

/** A violation of the schema, with the rule that says which kind of mistake it is. */
export interface SchemaViolation extends Violation {
  readonly rule: SchemaRule;
  /** With `schema/missing-key`: the key. */
  readonly missing?: string;
  /** With `schema/unknown-key`: the key of the format that was probably meant. */
  readonly meant?: string;
}

/** Kinds of mistakes that the schema finds. */
export type SchemaRule =
  | 'schema/missing-key'
  | 'schema/unknown-key'
  | 'schema/wrong-type'
  | 'schema/unknown-value'
  | 'schema/wrong-format'
  | 'schema/out-of-range'
  | 'schema/wrong-length'
  | 'schema/duplicate-item';

/** What Ajv says, with that part (`verbose`). */
export type AjvError = DefinedError & {
  readonly parentSchema?: Subschema;
  /** With `enum`: the key whose value may be this word alone, instead of the map that holds it. */
  readonly wordOf?: string;
};

/** What Ajv says, as people need it: what is wrong at which place, and what to do. */
export function toViolation(error: AjvError): SchemaViolation {
  const path = toPath(error);
  const schema = error.parentSchema ?? {};
  switch (error.keyword) {
    case 'required':
      return missingKey(path, error.params.missingProperty, schema);
    case 'additionalProperties':
      return unknownKey([...path, error.params.additionalProperty], schema);
    case 'type':
      return wrongType(path, String(error.params.type), error.data, schema);
    case 'oneOf':
      return wrongShape(path, schema, error.data);
    case 'enum':
      if (error.wordOf !== undefined) return wrappedWord(path, error.wordOf, String(error.data));
      return unknownValue(path, error.params.allowedValues, error.data, schema);
    case 'const':
      return unknownValue(path, [error.params.allowedValue], error.data, schema);
    case 'pattern':
      return wrongFormat(path, schema, error.data);
    case 'uniqueItems':
      return duplicateItem(path, Math.max(error.params.i, error.params.j));
    case 'minimum':
      if (isShareOf1(error.data, error.params.limit)) return perCent(path, error.params.limit, Number(error.data));
      return outOfRange(path, `${comparisons[error.keyword]} ${error.params.limit}`, error.data);
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return outOfRange(path, `${comparisons[error.keyword]} ${error.params.limit}`, error.data);
    default:
      return wrongLength(path, error);
  }
}

const comparisons = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
} as const;

function missingKey(path: Path, key: string, schema: Subschema): SchemaViolation {
  const property = schema.properties?.[key] ?? {};
  const example = exampleOf(property);
  return {
    rule: 'schema/missing-key',
    path,
    at: 'key',
    missing: key,
    message: `the key ${JSON.stringify(key)} is missing`,
    expected: property.description ?? `a value for ${key}`,
    fix: example === undefined ? `add ${key}` : `add it, for example ${key}: ${example}`,
  };
}

function unknownKey(path: Path, schema: Subschema): SchemaViolation {
  const key = String(path[path.length - 1]);
  const known = Object.keys(schema.properties ?? {});
  const near = suggest(key, known);
  return {
    rule: 'schema/unknown-key',
    path,
    at: 'key',
    message: `the key ${JSON.stringify(key)} is not known here`,
    expected: `one of ${listed(known)}`,
    found: key,
    ...(near !== undefined && { meant: near }),
    fix: near === undefined ? 'remove it' : didYouMean(near),
  };
}

function didYouMean(word: string): string {
  return `did you mean ${JSON.stringify(word)}?`;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

function wrongType(path: Path, type: string, data: unknown, schema: Subschema): SchemaViolation {
  const expected = typeWords[type] ?? type;
  const credential = typeof data === 'string' ? credentialIn(data) : undefined;
  return {
    rule: 'schema/wrong-type',
    path,
    message: `this must be ${expected}${credential === undefined ? '' : `, and looks like ${credential}`}`,
    expected,
    found: describe(data),
    fix: credential === undefined ? typeFix(type, data, schema) : secretFix(schema),
  };
}

function secretFix(schema: Subschema): string {
  const name = schema.properties?.['secret'] === undefined ? 'its name' : '{ secret: NAME }';
  return `revoke it, keep its successor in Secrets Manager, and write ${name} here`;
}

function typeFix(type: string, data: unknown, schema: Subschema): string {
  if (
    type === 'string' &&
    typeof data === 'number' &&
    schema.pattern !== undefined &&
    !new RegExp(schema.pattern).test(String(data))
  ) {
    return `use ${schema['x-format'] ?? 'another format'}`;
  }
  if (type === 'string' && (typeof data === 'number' || typeof data === 'boolean')) {
    return `put it in quotes: "${describe(data)}"`;
  }
  if ((type === 'integer' || type === 'number') && typeof data === 'string') {
    if (data !== '' && Number.isFinite(Number(data))) return `remove the quotes: ${data}`;
    const meant = meantNumber(data, type);
    if (meant !== undefined) return `write ${numberText(meant)}`;
  }
  const map = type === 'object' ? meantMap(schema, data) : undefined;
  if (map !== undefined) return `write it as a map: ${flow(map)}`;
  const [first] = type === 'array' ? namesOfItems(data) : [];
  if (first !== undefined) return `write a list, and in each item its name: [{ name: ${flow(first)}, … }, …]`;
  if (type === 'integer' && Number.isFinite(data)) return `round it, for example to ${Math.round(Number(data))}`;
  if (type === 'array' && data !== null && typeof data !== 'object') return `write it as a list: [${flow(data)}]`;
  if (data === null) return 'give it a value, or remove the key to get the default';
  const example = exampleOf(schema);
  return `replace it with ${typeWords[type] ?? type}${example === undefined ? '' : `, for example ${example}`}`;
}

function wrongShape(path: Path, schema: Subschema, data: unknown): SchemaViolation {
  const shapes = (schema.oneOf ?? []).map((shape) =>
    shape.enum !== undefined ? shape.enum.join(', ') : (typeWords[shape.type ?? 'object'] ?? 'a map'),
  );
  const example = exampleOf(schema);
  return {
    rule: 'schema/wrong-type',
    path,
    message: `this must be ${shapes.join(', or ')}`,
    expected: shapes.join(', or '),
    found: describe(data),
    fix: example === undefined ? 'use one of these forms' : `for example ${example}`,
  };
}

function unknownValue(path: Path, allowed: readonly unknown[], data: unknown, schema: Subschema): SchemaViolation {
  const words = allowed.map(String);
  const near = typeof data === 'string' ? suggest(data, words) : undefined;
  const only = words.length === 1 ? `write ${words[0]}` : `use one of: ${listed(words)}`;
  const isChoice = typeof data === 'string' && near === undefined && words.length > 1;
  const example = isChoice ? exampleOf(schema) : undefined;
  return {
    rule: 'schema/unknown-value',
    path,
    message: `${describe(data)} is not a value that this key knows`,
    expected: words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`,
    found: describe(data),
    fix: near !== undefined ? didYouMean(near) : example === undefined ? only : `${only}; for example ${example}`,
  };
}

/** `capacity: { type: spot }` where `capacity: spot` is meant. */
function wrappedWord(path: Path, key: string, word: string): SchemaViolation {
  return {
    rule: 'schema/unknown-value',
    path,
    message: `${JSON.stringify(word)} needs no map`,
    expected: `${key}: ${word}`,
    found: `a map with ${path[path.length - 1]}: ${word}`,
    fix: `write ${key}: ${word}`,
  };
}

function wrongFormat(path: Path, schema: Subschema, data: unknown): SchemaViolation {
  const expected = schema['x-format'] ?? 'another format';
  const { pattern } = schema;
  const meant = pattern === undefined ? [] : meantTexts(String(data), pattern);
  return {
    rule: 'schema/wrong-format',
    path,
    message: `${describe(data)} has the wrong form`,
    expected,
    found: describe(data),
    fix: meant.length > 0 ? `write ${meant.map(flow).join(' or ')}` : `use ${expected}`,
  };
}

function outOfRange(path: Path, expected: string, data: unknown): SchemaViolation {
  return {
    rule: 'schema/out-of-range',
    path,
    message: `${describe(data)} is out of range: it must be ${expected}`,
    expected,
    found: describe(data),
    fix: `use a number that is ${expected}`,
  };
}

/** Whether 0.999 was written where 99.9 is meant. */
function isShareOf1(data: unknown, limit: number): boolean {
  return typeof data === 'number' && limit > 1 && data > 0 && data <= 1 && data * 100 >= limit;
}

function perCent(path: Path, limit: number, data: number): SchemaViolation {
  const violation = outOfRange(path, `at least ${limit}`, data);
  return { ...violation, fix: `write ${Number((data * 100).toFixed(6))}: it is in per cent` };
}

function duplicateItem(path: Path, index: number): SchemaViolation {
  return {
    rule: 'schema/duplicate-item',
    path: [...path, index],
    message: 'this item stands twice in the list',
    expected: 'every item once',
    fix: 'remove one of them',
  };
}

function wrongLength(path: Path, error: AjvError): SchemaViolation {
  const limit = (error.params as { limit?: number }).limit ?? 0;
  const units: Readonly<Record<string, string>> = {
    minLength: `at least ${count(limit, 'character')}`,
    maxLength: `at most ${limit} characters`,
    minItems: `at least ${limit} ${limit === 1 ? 'item' : 'items'}`,
    maxItems: `at most ${limit} items`,
    maxProperties: `at most ${limit} keys`,
  };
  const expected = units[error.keyword] ?? error.message ?? 'another value';
  return {
    rule: 'schema/wrong-length',
    path,
    message: `this must have ${expected}`,
    expected,
    found: describe(error.data),
    fix: error.keyword.startsWith('min') ? 'add what is missing' : 'shorten it',
  };
}

function toPath(error: AjvError): Path {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  // An error about a key's own name points at the map; the key is what the user sees.
  const name = (error as { propertyName?: string }).propertyName;
  return name === undefined ? steps : [...steps, name];
}

function exampleOf(schema: Subschema): string | undefined {
  const example = schema.examples?.[0];
  return example === undefined ? undefined : flow(example);
}

/** A value as one line of YAML. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isMap(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${key}: ${flow(item)}`);
    return `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' && !/^[A-Za-z][-\w./:@]*$/.test(value) ? JSON.stringify(value) : String(value);
}

/** A value as a finding shows it: short, and telling text from numbers. */
function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isMap(value)) return 'a map';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string' && credentialIn(value) !== undefined) return 'a text that is not shown';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** A number as YAML writes it, also what JSON has no word for. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return '.nan';
  return value < 0 ? '-.inf' : '.inf';
}
