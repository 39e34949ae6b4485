import { compareTexts } from '../../../schemas/compare-texts';
import type { OutputStack, Resource } from './read-output';

/** Parts of a configuration that say nothing about the object. */
function contentOf({ type, attributes }: Resource, renamed: ReadonlyMap<string, string>): string {
  const { '//': _note, ...rest } = attributes;
  return rewrite(JSON.stringify([type, rest], sortedKeys), renamed);
}

/** Addresses of one stack that have changed while the object stays the same: the new one by the old one. */
export function findMoves(before: OutputStack, after: OutputStack): ReadonlyMap<string, string> {
  const moves = new Map<string, string>();
  // An object that refers to a moved one is equal only when that move is known.
  for (let found = 1; found > 0; ) {
    const gone = [...before.resources.values()].filter(
      ({ address }) => !after.resources.has(address) && !moves.has(address),
    );
    const taken = new Set(moves.values());
    const come = [...after.resources.values()].filter(
      ({ address }) => !before.resources.has(address) && !taken.has(address),
    );
    if (gone.length === 0 || come.length === 0) return moves;
    const byContent = new Map<string, Resource[]>();
    for (const resource of come) {
      const content = contentOf(resource, new Map());
      byContent.set(content, [...(byContent.get(content) ?? []), resource]);
    }
    found = 0;
    for (const resource of gone) {
      const match = byContent.get(contentOf(resource, moves))?.shift();
      if (match === undefined) continue;
      moves.set(resource.address, match.address);
      found += 1;
    }
  }
  return moves;
}

/** A text in which moved objects are called by their new addresses; one address can begin like another. */
export function rewrite(text: string, moves: ReadonlyMap<string, string>): string {
  return moves.size === 0 ? text : text.replace(addresses, (address) => moves.get(address) ?? address);
}

const addresses = /(?<![\w.-])[a-z]\w*\.[A-Za-z_][\w-]*/g;

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareTexts(a, b)));
}
