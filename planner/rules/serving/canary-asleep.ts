import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const canaryAsleep: Rule = {
  id: 'serving/canary-asleep',
  severity: 'error',
  summary: 'A service that may be without a replica has no canary.',
  why: 'The canary runs all the time. While the service sleeps it would answer its part of the requests, which then wake nothing, and all others would fail.',
  fix: 'Set `replicas.min` to 1 or more, or remove the canary.',
  source: 'Ninefold',
  check({ project }) {
    return project.inference.flatMap(({ name, canary, replicas }, index): Violation[] => {
      const field = replicas.min === 0 ? 'min' : replicas.standby === 0 ? 'standby' : undefined;
      const isThere =
        field === 'min' || project.regions.some(({ role, standby }) => role === 'standby' && standby === 'warm');
      if (canary === undefined || field === undefined || !isThere) return [];
      return [
        {
          path: ['inference', index, 'canary'],
          message: `${name} may be without a replica, and its canary never is`,
          expected: `replicas.${field} of 1 or more`,
          found: '0',
          fix: `set replicas.${field} of ${name} to 1 or more, or remove the canary`,
          involves: [['inference', index, 'replicas'], ['regions']],
        },
      ];
    });
  },
};
