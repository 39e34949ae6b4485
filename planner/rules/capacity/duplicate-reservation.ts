import type { Violation } from '../../../schemas/finding';
import type { Pool } from '../../../schemas/project';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const duplicateReservation: Rule = {
  id: 'capacity/duplicate-reservation',
  severity: 'error',
  summary: 'Pools that share a reservation fit into it together.',
  why: 'Both pools count on the same instances. Whichever starts nodes first takes them, and in the other they fail with ReservationCapacityExceeded.',
  fix: 'Give each pool a reservation of its own, or state its size in `instances` and divide it by `nodes.max`.',
  source:
    'Amazon EC2 User Guide, "On-Demand Capacity Reservations"; AWS ParallelCluster, CapacityReservationSizeValidator',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const id = reservationOf(pool)?.reservation;
      const first = project.pools.findIndex((other) => reservationOf(other)?.reservation === id);
      if (id === undefined || first >= index) return [];
      const sharing = project.pools.slice(0, index + 1).filter((other) => reservationOf(other)?.reservation === id);
      const size = statedSize(sharing);
      const wanted = sharing.reduce((sum, other) => sum + other.nodes.max, 0);
      if (size !== undefined && wanted <= size) return [];
      return [
        {
          path: ['pools', index, 'capacity', 'reservation'],
          message:
            size === undefined
              ? `${id} belongs to ${project.pools[first]?.name} already`
              : `${id} holds ${size}, and its pools may have ${wanted} nodes together`,
          expected: 'a reservation of its own',
          found: id,
          fix: 'name another reservation, or divide this one: instances in both pools, nodes.max for the share of each',
          involves: [['pools', first, 'capacity', 'reservation']],
        },
      ];
    });
  },
};

/** The size that one of the pools states; undefined where each takes its own node count for it. */
function statedSize(pools: readonly Pool[]): number | undefined {
  const sizes = pools.map((pool) => reservationOf(pool)?.instances).filter((size) => size !== undefined);
  return sizes.length > 0 ? Math.min(...sizes) : undefined;
}
