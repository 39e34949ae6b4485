import type { Path } from '../schemas/finding';
import { isMap } from '../schemas/is-map';

/** Which of the merged documents a value comes from, and where it stands there. */
interface Origin {
  readonly document: 'project' | 'blueprint';
  readonly path: Path;
}

interface Merged {
  readonly value: unknown;
  /** Origin of every value, by its path in the result written as JSON. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/**
 * Lays a project over a blueprint's fragment. Maps are merged key by key. Lists whose items all have a `name` are
 * merged item by item: the project's items in their order, then those that only the blueprint has. Everything else
 * is replaced by the project's value.
 */
export function mergeOver(blueprint: unknown, project: unknown): Merged {
  const origins = new Map<string, Origin>();
  const value = merge({ value: blueprint, path: [] }, { value: project, path: [] }, [], origins);
  return { value, origins };
}

interface Side {
  readonly value: unknown;
  readonly path: Path;
}

function merge(base: Side | undefined, over: Side | undefined, path: Path, origins: Map<string, Origin>): unknown {
  const winner = over ?? base;
  if (winner === undefined) return undefined;
  origins.set(JSON.stringify(path), { document: over === undefined ? 'blueprint' : 'project', path: winner.path });
  const other = over === undefined ? undefined : base;
  if (isMap(winner.value)) return mergeMaps(mapSide(over), mapSide(other ?? base), path, origins);
  if (Array.isArray(winner.value)) return mergeLists(over, base, path, origins);
  return winner.value;
}

function mergeMaps(over: MapSide | undefined, base: MapSide | undefined, path: Path, origins: Map<string, Origin>) {
  const result: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(over?.value ?? {}), ...Object.keys(base?.value ?? {})])) {
    const value = merge(child(base, key), child(over, key), [...path, key], origins);
    // A plain assignment to `__proto__` would change the prototype instead of adding the key that validation reports.
    Object.defineProperty(result, key, { value, enumerable: true, writable: true, configurable: true });
  }
  return result;
}

function mergeLists(over: Side | undefined, base: Side | undefined, path: Path, origins: Map<string, Origin>) {
  const own = listItems(over);
  const inherited = listItems(base);
  const winner = own ?? inherited ?? [];
  const named =
    own !== undefined && inherited !== undefined && [...own, ...inherited].every((item) => nameOf(item) !== undefined);
  const pairs = named
    ? pairByName(own, inherited)
    : winner.map((item) => (own === undefined ? { base: item } : { over: item }));
  return pairs.map((pair: Pair, index) => merge(pair.base, pair.over, [...path, index], origins));
}

interface Pair {
  readonly base?: Side | undefined;
  readonly over?: Side | undefined;
}

function pairByName(own: readonly Side[], inherited: readonly Side[]): Pair[] {
  const names = new Set(own.map(nameOf));
  return [
    ...own.map((item) => ({ over: item, base: inherited.find((candidate) => nameOf(candidate) === nameOf(item)) })),
    ...inherited.filter((item) => !names.has(nameOf(item))).map((item) => ({ base: item })),
  ];
}

interface MapSide {
  readonly value: Readonly<Record<string, unknown>>;
  readonly path: Path;
}

function mapSide(side: Side | undefined): MapSide | undefined {
  return side !== undefined && isMap(side.value) ? { value: side.value, path: side.path } : undefined;
}

function child(side: MapSide | undefined, key: string): Side | undefined {
  if (side === undefined || !Object.hasOwn(side.value, key)) return undefined;
  return { value: side.value[key], path: [...side.path, key] };
}

function listItems(side: Side | undefined): Side[] | undefined {
  if (side === undefined || !Array.isArray(side.value)) return undefined;
  return side.value.map((value, index) => ({ value: value as unknown, path: [...side.path, index] }));
}

function nameOf(item: Side): string | undefined {
  const name = isMap(item.value) ? item.value['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}
