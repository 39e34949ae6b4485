import type { Violation } from '../../../schemas/finding';
import { planOf, regionsWith, reservationOf } from '../pools';
import type { Rule } from '../rule';

export const efaZones: Rule = {
  id: 'compute/efa-zones',
  severity: 'error',
  summary: 'A pool with EFA lists one zone in each region.',
  why: 'EFA traffic cannot leave a zone, so such a pool lies in one. A second zone in the list would stay unused, and the pool would not survive the loss of the first, as the list suggests.',
  fix: 'Keep the zone that has the capacity, or set `efa: disabled` to spread the pool.',
  source: 'Amazon EC2 User Guide, "Elastic Fabric Adapter", limitations; AWS ParallelCluster, EfaMultiAzValidator',
  check({ project, environment }) {
    return project.pools.flatMap((pool, index) => {
      // Where reserved capacity runs is up to its reservation.
      if (!planOf(environment, pool)?.efa || reservationOf(pool) !== undefined) return [];
      return regionsWith(environment, pool).flatMap((region): Violation[] => {
        const planned = region.network.zones.map((zone) => zone.id);
        const [first, second] = (pool.zones ?? []).filter((zone) => planned.includes(zone));
        if (first === undefined || second === undefined) return [];
        return [
          {
            path: ['pools', index, 'zones', pool.zones?.indexOf(second) ?? 0],
            message: `the pool uses EFA, which keeps it in one zone of ${region.name}; ${first} is listed before`,
            expected: `one zone of ${region.name}`,
            found: `${first} and ${second}`,
            fix: `keep one of ${first} and ${second}, or set efa: disabled`,
            involves: [
              ['pools', index, 'zones', pool.zones?.indexOf(first) ?? 0],
              ['pools', index, 'efa'],
            ],
          },
        ];
      });
    });
  },
};
