import type { Violation } from '../../../schemas/finding';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const blockEnded: Rule = {
  id: 'capacity/block-ended',
  severity: 'warning',
  summary: 'Reserved capacity has not ended yet.',
  why: 'After its end a reservation starts nothing: the pool stays empty, and what names it waits for ever.',
  fix: 'Name the next reservation, or remove the pool.',
  source: 'Amazon EC2 User Guide, "Capacity Blocks for ML"',
  check({ project, today }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const { reservation, starts, ends } = reservationOf(pool) ?? {};
      if (ends === undefined || ends.slice(0, 10) >= today) return [];
      // An end before the start is a wrong date: capacity/block-dates.
      if (starts !== undefined && ends <= starts) return [];
      return [
        {
          path: ['pools', index, 'capacity', 'ends'],
          message: `${reservation} ended on ${ends.slice(0, 10)}`,
          expected: `${today} or later`,
          found: ends,
          fix: 'name the next reservation with its dates, or remove the pool',
        },
      ];
    });
  },
};
