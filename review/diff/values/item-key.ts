import { isMap } from '../../../schemas/is-map';

/**
 * What names the items of a list, the most telling first: Kubernetes objects, containers and variables have names,
 * mounts a path, tags and tolerations a key, statements of policies a Sid.
 */
const candidates = [
  'name',
  'Sid',
  'sid',
  'id',
  'mountPath',
  'containerPort',
  'port',
  'key',
  'device_name',
  'service',
  'metric',
  'type',
] as const;

interface KeyedItems {
  readonly before: ReadonlyMap<string, unknown>;
  readonly after: ReadonlyMap<string, unknown>;
}

/** The items of two lists by what names them; undefined if nothing names every item of both and no two alike. */
export function keysOfItems(before: readonly unknown[], after: readonly unknown[]): KeyedItems | undefined {
  for (const candidate of candidates) {
    const [left, right] = [keyed(before, candidate), keyed(after, candidate)];
    if (left !== undefined && right !== undefined) return { before: left, after: right };
  }
  return undefined;
}

function keyed(items: readonly unknown[], name: string): Map<string, unknown> | undefined {
  const byKey = new Map<string, unknown>();
  for (const item of items) {
    const key = isMap(item) ? item[name] : undefined;
    if ((typeof key !== 'string' && typeof key !== 'number') || byKey.has(String(key))) return undefined;
    byKey.set(String(key), item);
  }
  return byKey;
}
