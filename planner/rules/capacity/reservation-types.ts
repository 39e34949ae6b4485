import type { Violation } from '../../../schemas/finding';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const reservationTypes: Rule = {
  id: 'capacity/reservation-types',
  severity: 'error',
  summary: 'A pool with reserved capacity has one instance type.',
  why: 'A reservation holds instances of one type, and the launch template that names it names one type.',
  fix: 'Keep the type of the reservation, and give the others a pool of their own.',
  source: 'Amazon EC2 User Guide, "On-Demand Capacity Reservations" (attributes of a reservation)',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const capacity = reservationOf(pool);
      const second = pool.instanceTypes[1];
      if (capacity === undefined || second === undefined) return [];
      return [
        {
          path: ['pools', index, 'instanceTypes', 1],
          message: `${capacity.reservation} holds instances of one type, and ${pool.instanceTypes.join(', ')} are listed`,
          expected: 'one instance type',
          found: String(pool.instanceTypes.length),
          fix: 'keep the type that is reserved',
          involves: [['pools', index, 'capacity']],
        },
      ];
    });
  },
};
