import type { Violation } from '../../../schemas/finding';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const blockEnd: Rule = {
  id: 'capacity/block-end',
  severity: 'warning',
  summary: 'A capacity block says when it ends.',
  why: 'EC2 starts to terminate the instances of a block 30 minutes before its end, and EKS drains them 40 minutes before. Without the date nothing can warn of it, neither these rules nor a reader of the spec.',
  fix: 'Write `ends`, as `aws ec2 describe-capacity-reservations` shows it (EndDate).',
  source: 'Amazon EKS User Guide, "Create a managed node group with Capacity Blocks for ML"',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const capacity = reservationOf(pool);
      if (capacity?.type !== 'capacity-block' || capacity.ends !== undefined) return [];
      return [
        {
          path: ['pools', index, 'capacity'],
          message: `the end of the capacity block ${capacity.reservation} is missing`,
          expected: 'ends, a moment in UTC',
          fix: 'add ends, for example 2026-12-31T11:30:00Z',
        },
      ];
    });
  },
};
