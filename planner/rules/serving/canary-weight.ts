import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const canaryWeight: Rule = {
  id: 'serving/canary-weight',
  severity: 'warning',
  summary: 'A replica of a canary gets no more requests than one of its service.',
  why: 'What has more to do is slower: users of the canary wait longer, and the comparison says something about load and not about the version.',
  fix: 'Lower `canary.weight`, or raise `canary.replicas.min`.',
  source: 'Ninefold: weight ÷ canary.replicas.min ≤ (100 − weight) ÷ replicas.min',
  check({ project }) {
    return project.inference.flatMap(({ name, canary, replicas }, index): Violation[] => {
      if (canary === undefined || replicas.min === 0) return [];
      const own = canary.replicas.min;
      const most = Math.floor((100 * own) / (own + replicas.min));
      if (canary.weight <= most) return [];
      const enough = Math.ceil((canary.weight * replicas.min) / (100 - canary.weight));
      return [
        {
          path: ['inference', index, 'canary', 'weight'],
          message: `${canary.weight} % of the requests for ${own} of ${own + replicas.min} replicas of ${name} is more than their share`,
          expected: `at most ${most}`,
          found: String(canary.weight),
          fix: `set weight to ${most}, or canary.replicas.min to ${enough}`,
          involves: [
            ['inference', index, 'canary', 'replicas'],
            ['inference', index, 'replicas', 'min'],
          ],
        },
      ];
    });
  },
};
