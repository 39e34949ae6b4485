import type { Violation } from '../../../schemas/finding';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const blockDates: Rule = {
  id: 'capacity/block-dates',
  severity: 'error',
  summary: 'Start and end of a reservation are moments that exist, in this order.',
  why: 'The pool is scaled up at the start, by a scheduled action that AWS refuses for a date that does not exist; and a block that ends before it starts has no nodes.',
  fix: 'Copy both from `aws ec2 describe-capacity-reservations` (StartDate, EndDate).',
  source: 'Amazon EC2 Auto Scaling API Reference, "PutScheduledUpdateGroupAction"',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const { starts, ends } = reservationOf(pool) ?? {};
      const path = ['pools', index, 'capacity'];
      const impossible = (['starts', 'ends'] as const).flatMap((key): Violation[] => {
        const text = key === 'starts' ? starts : ends;
        if (text === undefined || isMoment(text)) return [];
        return [
          {
            path: [...path, key],
            message: `${text} is no moment in the calendar`,
            expected: 'a moment in UTC',
            found: text,
            fix: 'correct the date, for example 2026-12-31T11:30:00Z',
          },
        ];
      });
      if (impossible.length > 0) return impossible;
      if (starts === undefined || ends === undefined || starts < ends) return [];
      return [
        {
          path: [...path, 'ends'],
          message: `the end ${ends} is not after the start ${starts}`,
          expected: `a moment after ${starts}`,
          found: ends,
          fix: 'correct one of the two',
          involves: [[...path, 'starts']],
        },
      ];
    });
  },
};

/** Whether a date of the right form exists; `Date` itself takes February 30 for March 2. */
function isMoment(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, -1));
}
