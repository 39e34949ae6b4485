/** The pools of a service in the order in which they are tried. */
interface PoolChain {
  readonly pool: string;
  readonly fallbackPools: readonly string[];
}

/**
 * How much a pool is preferred to those that services try after it: 1 for the last ones, and more for each before. Pools
 * that no service has an order for are not in it. Where orders contradict each other, which a rule reports, the one of
 * the earlier service counts.
 */
export function poolPreferences(services: readonly PoolChain[]): ReadonlyMap<string, number> {
  const chains = services.filter(({ fallbackPools }) => fallbackPools.length > 0).map(chainOf);
  const next = new Map<string, Set<string>>();
  for (const chain of chains) {
    for (const [index, pool] of chain.entries()) {
      const after = next.get(pool) ?? new Set();
      next.set(pool, after);
      const following = chain[index + 1];
      if (following !== undefined && !leadsTo(next, following, pool)) after.add(following);
    }
  }
  const preferences = new Map<string, number>();
  const preferenceOf = (pool: string): number => {
    const known = preferences.get(pool);
    if (known !== undefined) return known;
    const preference = 1 + Math.max(0, ...[...(next.get(pool) ?? [])].map(preferenceOf));
    preferences.set(pool, preference);
    return preference;
  };
  for (const pool of next.keys()) preferenceOf(pool);
  return preferences;
}

/** Whether the services before a chain try its pools in another order: the first pair of pools that is the other way round. */
export function contradiction(before: readonly PoolChain[], chain: PoolChain): readonly [string, string] | undefined {
  const preferences = poolPreferences([...before, chain]);
  const pools = chainOf(chain);
  for (const [index, pool] of pools.entries()) {
    const following = pools[index + 1];
    if (following !== undefined && (preferences.get(pool) ?? 0) <= (preferences.get(following) ?? 0)) {
      return [pool, following];
    }
  }
  return undefined;
}

function chainOf({ pool, fallbackPools }: PoolChain): string[] {
  return [...new Set([pool, ...fallbackPools])];
}

function leadsTo(next: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  return from === to || [...(next.get(from) ?? [])].some((pool) => leadsTo(next, pool, to));
}
