import type { Violation } from '../../../schemas/finding';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const zoneMismatch: Rule = {
  id: 'capacity/zone-mismatch',
  severity: 'error',
  summary: 'A pool with reserved capacity lists no other zone than that of the reservation.',
  why: 'The instances of a reservation start in its zone only. The list says that nodes run in a zone where none ever will.',
  fix: 'Remove `zones` from the pool: the zone of the reservation is enough.',
  source: 'Amazon EC2 User Guide, "On-Demand Capacity Reservations" (a reservation belongs to one zone)',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const zone = reservationOf(pool)?.zone;
      const position = (pool.zones ?? []).findIndex((candidate) => candidate !== zone);
      const other = pool.zones?.[position];
      if (zone === undefined || other === undefined) return [];
      return [
        {
          path: ['pools', index, 'zones', position],
          message: `the reservation lies in ${zone}, and ${other} is listed`,
          expected: zone,
          found: other,
          fix: 'remove zones',
          involves: [['pools', index, 'capacity', 'zone']],
        },
      ];
    });
  },
};
