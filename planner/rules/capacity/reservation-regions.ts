import { findRegion } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import { poolRegions } from '../../resolve/pools';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const reservationRegions: Rule = {
  id: 'capacity/reservation-regions',
  severity: 'error',
  summary: 'A pool with reserved capacity is in one region.',
  why: 'A reservation lies in one region. In every other region the launch template names a reservation that does not exist there, and the node group fails.',
  fix: 'Limit the pool to the region of the reservation; make a pool for each further reservation.',
  source: 'Amazon EC2 User Guide, "On-Demand Capacity Reservations" (a reservation belongs to one zone)',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const capacity = reservationOf(pool);
      const regions = poolRegions(project, pool.name);
      if (capacity === undefined || regions.length < 2) return [];
      const home = regions.find((name) => findRegion(name)?.zones.some((zone) => zone === capacity.zone));
      return [
        {
          path: pool.regions === undefined ? ['pools', index] : ['pools', index, 'regions'],
          message: `${capacity.reservation} lies in one region, and ${pool.name} is in ${regions.join(', ')}`,
          expected: 'one region',
          found: String(regions.length),
          fix: `set regions: [${home ?? regions[0]}]${home === undefined ? ', or wherever the reservation is' : ''}`,
          involves: [['pools', index, 'capacity']],
        },
      ];
    });
  },
};
