import type { Violation } from '../../../schemas/finding';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const reservationSize: Rule = {
  id: 'capacity/reservation-size',
  severity: 'error',
  summary: 'A pool does not grow beyond its reservation.',
  why: 'Its nodes start out of the reservation and nowhere else. What goes beyond it fails with ReservationCapacityExceeded, and pods that count on it stay pending.',
  fix: 'Lower `nodes.max` to the number of instances, or enlarge the reservation and `instances`.',
  source:
    'Amazon EC2 User Guide, "On-Demand Capacity Reservations"; AWS ParallelCluster, CapacityReservationSizeValidator',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const capacity = reservationOf(pool);
      if (capacity?.instances === undefined || pool.nodes.max <= capacity.instances) return [];
      return [
        {
          path: ['pools', index, 'nodes', 'max'],
          message: `${pool.name} may have ${pool.nodes.max} nodes, and its reservation holds ${capacity.instances}`,
          expected: `at most ${capacity.instances}`,
          found: String(pool.nodes.max),
          fix: `lower max to ${capacity.instances}, or correct capacity.instances`,
          involves: [['pools', index, 'capacity', 'instances']],
        },
      ];
    });
  },
};
