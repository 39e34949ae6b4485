import type { Violation } from '../../../schemas/finding';
import { poolRegions } from '../../resolve/pools';
import { findPool, hasKnownRegions } from '../pools';
import type { Rule } from '../rule';

export const fallbackRegion: Rule = {
  id: 'serving/fallback-region',
  severity: 'warning',
  summary: 'A fallback pool is in a region of the service.',
  why: 'A service runs in the regions of its `pool`, and falls back to nodes of the same cluster. A pool in other regions only never gets a replica, and whoever reads the line counts on it.',
  fix: 'Add a region of the service to `regions` of the fallback pool, or remove it.',
  source: 'Ninefold: a service runs in the regions of its pool',
  check({ project }) {
    return project.inference.flatMap(({ name: service, pool, fallbackPools }, index) =>
      fallbackPools.flatMap((name, position): Violation[] => {
        const [own, other] = [findPool(project, pool), findPool(project, name)];
        if (own === undefined || other === undefined) return [];
        if (![own, other].every((found) => hasKnownRegions(project, found.pool))) return [];
        const regions = poolRegions(project, pool);
        if (poolRegions(project, name).some((region) => regions.includes(region))) return [];
        return [
          {
            path: ['inference', index, 'fallbackPools', position],
            message: `${name} is in no region of ${service}`,
            expected: `a pool in ${regions.join(', ')}`,
            found: poolRegions(project, name).join(', '),
            fix: `add a region of ${service} to pools[${other.index}].regions, or remove ${name} here`,
            involves: [
              ['pools', own.index, 'regions'],
              ['pools', other.index, 'regions'],
            ],
          },
        ];
      }),
    );
  },
};
