import { credentialIn } from './credentials';
import { hubAddresses } from './hub-addresses';
import { isMap } from './is-map';
import { nameFromText } from './name-from-text';
import type { Subschema } from './subschema';

/** What people write for the units of the spec. */
const timeUnits: readonly (readonly [words: RegExp, unit: string])[] = [
  [/^(ms|millis|milliseconds?)$/i, 'ms'],
  [/^(s|secs?|seconds?)$/i, 's'],
  [/^(m|mins?|minutes?)$/i, 'm'],
  [/^(h|hrs?|hours?)$/i, 'h'],
  [/^(d|days?)$/i, 'd'],
];

/** What a text of the wrong form probably means, in the form that the pattern asks for: most often one text, or none. */
export function meantTexts(text: string, pattern: string): readonly string[] {
  // What might be secret is not repeated in another spelling, which nobody would look for.
  if (credentialIn(text) !== undefined) return [];
  const form = new RegExp(pattern, 'u');
  const fits = (candidate: string) => form.test(candidate);
  const addresses = hubAddresses(text).filter(fits);
  if (addresses.length > 0) return addresses;
  const spellings = [withUnit(text), text.trim(), text.replace(/\s+/g, ''), text.toLowerCase(), asArgument(text)];
  return [...spellings, text.replace(/^v/, ''), nameFromText(text)].filter(fits).slice(0, 1);
}

/** `3.8 minutes` as `3.8m`, `200 GB` as `200GiB`. */
function withUnit(text: string): string {
  const [, amount = '', word = ''] = /^\s*([\d.]+)\s*([A-Za-z]+)\s*$/.exec(text) ?? [];
  const time = timeUnits.find(([words]) => words.test(word));
  if (time !== undefined) return `${amount}${time[1]}`;
  const size = /^([MGT])(i?B?)$/i.exec(word)?.[1];
  return size === undefined ? text : `${amount}${size.toUpperCase()}iB`;
}

/** `--neftune-noise-alpha` as `neftune_noise_alpha`. */
function asArgument(text: string): string {
  return text.replace(/^--/, '').replace(/-/g, '_');
}

/** The number that a text means: `99.9%`, `32k`, `1_000`. Undefined if it means none. */
export function meantNumber(text: string, type: 'integer' | 'number'): number | undefined {
  const [, digits = '', unit = ''] = /^\$?(\d[\d,_]*(?:\.\d+)?)\s*([%k])?$/i.exec(text.trim()) ?? [];
  if (digits === '') return undefined;
  const value = Number(digits.replace(/[,_]/g, '')) * (unit.toLowerCase() === 'k' ? 1024 : 1);
  return type === 'number' || Number.isInteger(value) ? value : undefined;
}

/**
 * The map that one value stands for: its name with examples of what else is required, or a number for every bound of a
 * range. Undefined if the schema asks for something else.
 */
export function meantMap({ required = [], properties = {} }: Subschema, data: unknown): object | undefined {
  if (required.length === 0) return undefined;
  const ofType = (type: string) => required.every((key) => properties[key]?.type === type);
  if (Number.isInteger(data) && ofType('integer')) return Object.fromEntries(required.map((key) => [key, data]));
  const { pattern } = properties['name'] ?? {};
  if (typeof data !== 'string' || !required.includes('name') || credentialIn(data) !== undefined) return undefined;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(data)) return undefined;
  const entries = required.map((key) => [key, key === 'name' ? data : properties[key]?.examples?.[0]] as const);
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
}

/** The names of a map of maps, which stands for a list of items with names; empty for anything else. */
export function namesOfItems(data: unknown): readonly string[] {
  return isMap(data) && Object.values(data).every(isMap) ? Object.keys(data) : [];
}
