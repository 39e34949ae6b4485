import { distance } from 'fastest-levenshtein';

/**
 * The candidate that was probably meant: at most three edits away and less than half of the word, ignoring case, or else
 * the longest one of four letters or more that the word begins with, or that begins with the word. Undefined when nothing
 * is near enough.
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.min(3, Math.floor(word.length / 2));
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = editsBetween(word.toLowerCase(), candidate.toLowerCase());
    if (edits <= limit && (best === undefined || edits < best.edits)) best = { candidate, edits };
  }
  return best?.candidate ?? longestRelative(word.toLowerCase(), candidates);
}

/** `diskSize` is `disk`, `p5.48xl` is `p5.48xlarge`. */
function longestRelative(word: string, candidates: readonly string[]): string | undefined {
  return candidates
    .filter((candidate) => Math.min(word.length, candidate.length) >= 4)
    .filter((candidate) => word.startsWith(candidate.toLowerCase()) || candidate.toLowerCase().startsWith(word))
    .sort((a, b) => b.length - a.length)[0];
}

/** Swapped letters are one slip, though two edits: `dsn` for `dns`. */
function editsBetween(a: string, b: string): number {
  const hasSameLetters = a !== b && [...a].sort().join('') === [...b].sort().join('');
  return hasSameLetters ? 1 : distance(a, b);
}

/** The end of a `fix` sentence: `did you mean X?`, or the list of what there is. */
export function suggestFrom(word: string, candidates: readonly string[], noun: string): string {
  const near = suggest(word, candidates);
  if (near !== undefined) return `did you mean ${JSON.stringify(near)}?`;
  if (candidates.length === 0) return `there is no ${noun} yet: add one`;
  return `use one of: ${listed(candidates)}`;
}

/** Joins for reading, at most ten: `a, b, c, … (12 more)`. */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, 10).join(', ');
  return items.length > 10 ? `${shown}, … (${items.length - 10} more)` : shown;
}
