import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { type Original, originals } from './originals';
import { dataEdits, poolOf } from './spoil-data';
import { textEdits } from './spoil-text';

/** What is done to a file. */
interface Edit {
  readonly kind: string;
  readonly at: number;
  readonly pick: number;
}

/** Files of which one was spoilt, and how. */
export interface Spoilt {
  readonly original: Original;
  readonly data: readonly Edit[];
  readonly text: readonly Edit[];
}

const edits = (kinds: readonly string[], limits: { readonly minLength: number; readonly maxLength: number }) =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(), pick: fc.nat() }), limits);

/** Most are spoilt once, so that many get far. */
const one = { minLength: 1, maxLength: 1 };
const some = { minLength: 2, maxLength: 4 };
const none: fc.Arbitrary<Edit[]> = fc.constant([]);

const spoiltBy = (data: fc.Arbitrary<Edit[]>, text: fc.Arbitrary<Edit[]>): fc.Arbitrary<Spoilt> =>
  fc.record({ original: fc.constantFrom(...originals), data, text });

const textKinds = Object.keys(textEdits);
const dataKinds = Object.keys(dataEdits);

/** Every third by its text, the others by their structure and values, some by both. */
export const spoilt: fc.Arbitrary<Spoilt> = fc.oneof(
  { weight: 4, arbitrary: spoiltBy(none, edits(textKinds, one)) },
  { weight: 2, arbitrary: spoiltBy(none, edits(textKinds, some)) },
  { weight: 8, arbitrary: spoiltBy(edits(dataKinds, one), none) },
  { weight: 4, arbitrary: spoiltBy(edits(dataKinds, some), none) },
  { weight: 1, arbitrary: spoiltBy(edits(dataKinds, some), edits(textKinds, one)) },
);

const pool = poolOf(originals.map(({ files, spoilt: name }) => parse(files[name] ?? '')));

/** The content of every file, with the spoilt one. */
export function filesOf({ original, data, text }: Spoilt): Record<string, Buffer> {
  const files = Object.fromEntries(
    Object.entries(original.files).map(([name, content]) => [name, Buffer.from(content)]),
  );
  return { ...files, [original.spoilt]: spoil(original.files[original.spoilt] ?? '', data, text) };
}

function spoil(content: string, data: readonly Edit[], text: readonly Edit[]): Buffer {
  let bytes = Buffer.from(content);
  if (data.length > 0) {
    const root: unknown = parse(content);
    for (const { kind, at, pick } of data) dataEdits[kind]?.(root, at, pick, pool);
    bytes = Buffer.from(stringify(root, { aliasDuplicateObjects: false, lineWidth: 0 }));
  }
  return text.reduce((spoiled: Buffer, { kind, at, pick }) => textEdits[kind]?.(spoiled, at, pick) ?? spoiled, bytes);
}

/** For people who look for the cause. */
export function describeSpoilt({ original, data, text }: Spoilt): string {
  const kinds = [...data, ...text].map(({ kind, at, pick }) => `${kind} (${at}, ${pick})`);
  return `${original.name}: ${kinds.join(', ')}`;
}
