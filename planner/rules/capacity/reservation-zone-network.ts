import { misplacedZone } from '../misplaced-zone';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const reservationZoneNetwork: Rule = {
  id: 'capacity/reservation-zone-network',
  severity: 'error',
  summary: "The zone of a reservation is a zone of the region's network.",
  why: 'A node needs a subnet in its zone. Ninefold builds subnets in the zones of `regions[].zones`, by default three of them, and a reservation often lies in another.',
  fix: 'Add the zone to `regions[].zones`, or correct it.',
  source: 'Amazon EKS User Guide, "Create a managed node group with Capacity Blocks for ML" (subnets of the zone only)',
  check({ project, environment }) {
    return project.pools.flatMap((pool, index) => {
      const zone = reservationOf(pool)?.zone;
      if (zone === undefined) return [];
      return misplacedZone(project, environment, pool, zone, ['pools', index, 'capacity', 'zone']);
    });
  },
};
