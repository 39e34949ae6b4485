import type { Manifest } from '../../../constructs/kubernetes/manifest';
import { manifestFiles } from '../../../constructs/kubernetes/manifest-text';

/** Objects as one YAML text. */
export function manifestText(manifests: readonly Manifest[]): string {
  return manifestFiles(manifests)
    .map(({ text }) => text)
    .join('---\n');
}

/** What a text has beyond another one (`+`), and what it lacks of it (`-`), line by line; equal lines count as often as they are there. */
export function lineDifferences(text: string, from: string): string[] {
  return [...more(text, from).map((line) => `+${line}`), ...more(from, text).map((line) => `-${line}`)];
}

function more(text: string, than: string): string[] {
  const left = new Map<string, number>();
  for (const line of than.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return text.split('\n').filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
