import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const canarySingle: Rule = {
  id: 'serving/canary-single',
  severity: 'warning',
  summary: 'A service with a canary has two replicas of its own.',
  why: "The canary stands in for nothing: when the only replica of the service goes, the requests that are not the canary's part fail. And one replica is no measure of what is usual.",
  fix: 'Set `replicas.min` to 2.',
  source: 'Ninefold',
  check({ project }) {
    return project.inference.flatMap(({ name, canary, replicas }, index): Violation[] => {
      if (canary === undefined || replicas.min !== 1) return [];
      return [
        {
          path: ['inference', index, 'canary'],
          message: `${name} has a canary beside a single replica`,
          expected: 'replicas.min of 2 or more',
          found: '1',
          fix: `set replicas.min of ${name} to 2`,
          involves: [['inference', index, 'replicas', 'min']],
        },
      ];
    });
  },
};
