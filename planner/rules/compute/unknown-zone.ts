import { misplacedZone } from '../misplaced-zone';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const unknownZone: Rule = {
  id: 'compute/unknown-zone',
  severity: 'error',
  summary: "The zones of a pool are zones of its regions' networks.",
  why: 'A node needs a subnet in its zone. Ninefold builds subnets in the zones of `regions[].zones` only, so the pool would have none there.',
  fix: 'Use zone ids of the regions, such as use1-az4, and list them in `regions[].zones` as well.',
  source: 'AWS Regions and Availability Zones, "AZ IDs"',
  check({ project, environment }) {
    return project.pools.flatMap((pool, index) => {
      // The zone of a reservation is the only one that counts: capacity/zone-mismatch.
      if (reservationOf(pool)?.zone !== undefined) return [];
      return (pool.zones ?? []).flatMap((zone, position) =>
        misplacedZone(project, environment, pool, zone, ['pools', index, 'zones', position]),
      );
    });
  },
};
