import { type Document, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { Change } from './migration';

/** Gives a key another name. `*` stands for every item of a list: `gpuPools.*.kind`. */
export function renameKey(path: string, name: string): Change {
  return {
    summary: `${path} is called ${name}`,
    apply: (document) =>
      pairsAt(document, path.split('.')).flatMap(({ map, pair, place }) => {
        // Of two keys that mean the same, people have to choose.
        if (map.has(name)) return [];
        if (isScalar(pair.key)) pair.key.value = name;
        return [place];
      }),
  };
}

/** Replaces a value by what a function makes of it; undefined leaves it. */
export function convertValue(path: string, summary: string, convert: (value: unknown) => unknown): Change {
  return {
    summary,
    apply: (document) =>
      pairsAt(document, path.split('.')).flatMap(({ pair, place }) => {
        const { value: node } = pair;
        const value = isScalar(node) ? convert(node.value) : undefined;
        if (!isScalar(node) || value === undefined) return [];
        node.value = value;
        return [place];
      }),
  };
}

interface Found {
  readonly map: YAMLMap;
  readonly pair: Pair;
  /** `gpuPools[0].kind`. */
  readonly place: string;
}

function pairsAt(document: Document, steps: readonly string[]): Found[] {
  return search(document.contents, steps, '');
}

function search(node: unknown, [step, ...rest]: readonly string[], place: string): Found[] {
  if (step === undefined) return [];
  if (step === '*') {
    return isSeq(node) ? node.items.flatMap((item, index) => search(item, rest, `${place}[${index}]`)) : [];
  }
  if (!isMap(node)) return [];
  const pair = node.items.find((candidate) => isScalar(candidate.key) && candidate.key.value === step);
  if (pair === undefined) return [];
  const here = place === '' ? step : `${place}.${step}`;
  return rest.length === 0 ? [{ map: node, pair, place: here }] : search(pair.value, rest, here);
}
