import type { Violation } from '../../../schemas/finding';
import { regionsWith, reservationOf } from '../pools';
import type { Rule } from '../rule';

export const missingZone: Rule = {
  id: 'compute/missing-zone',
  severity: 'error',
  summary: 'A pool that lists zones lists one of each of its regions.',
  why: 'In a region of which no zone is listed the pool has no subnet, and EKS refuses a node group without one.',
  fix: 'Add a zone of every region that the pool is in, or limit `regions` to those whose zones are listed.',
  source: 'Amazon EKS API Reference, "CreateNodegroup", subnets',
  check({ project, environment }) {
    return project.pools.flatMap((pool, index) => {
      const { zones } = pool;
      // Where reserved capacity runs is up to its reservation.
      if (zones === undefined || reservationOf(pool) !== undefined) return [];
      const regions = regionsWith(environment, pool);
      const planned = regions.map((region) => region.network.zones.map(({ id }) => id));
      // A zone that is in no network is reported by compute/unknown-zone, and may be meant for the region at hand.
      if (zones.some((zone) => !planned.flat().includes(zone))) return [];
      return regions.flatMap((region, position): Violation[] => {
        const available = planned[position] ?? [];
        if (available.length === 0 || available.some((zone) => zones.includes(zone))) return [];
        return [
          {
            path: ['pools', index, 'zones'],
            message: `the pool is in ${region.name}, of which no zone is listed`,
            expected: `one of ${available.join(', ')} among the zones`,
            found: zones.join(', '),
            fix: `add a zone of ${region.name}, or leave ${region.name} out of pools[${index}].regions`,
            involves: [['pools', index, 'regions']],
          },
        ];
      });
    });
  },
};
