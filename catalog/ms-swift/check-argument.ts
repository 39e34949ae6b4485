import type { ArgumentKind } from './argument';

/** What a value should have been, in words; undefined if it is right. */
export function expectedInstead(kind: ArgumentKind, value: unknown): string | undefined {
  if (typeof kind === 'object') {
    if (kind.oneOf.some((choice) => String(choice) === String(value))) return undefined;
    return `one of ${kind.oneOf.join(', ')}`;
  }
  return isOfKind[kind](value) ? undefined : inWords[kind];
}

/** A list may also be written as its only item. */
const isOfKind: Readonly<Record<Exclude<ArgumentKind, object>, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  strings: (value) => listOf(value).every((item) => typeof item === 'string'),
  integers: (value) => listOf(value).every(Number.isInteger),
  numbers: (value) => listOf(value).every((item) => typeof item === 'number'),
  json: (value) => typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value)),
};

const inWords: Readonly<Record<Exclude<ArgumentKind, object>, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  strings: 'a list of texts',
  integers: 'a list of whole numbers',
  numbers: 'a list of numbers',
  json: 'a map, or the path of a JSON file',
};

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
