import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const canaryInternal: Rule = {
  id: 'serving/canary-internal',
  severity: 'error',
  summary: 'A service with a canary is public.',
  why: 'The gateway gives the canary its part of the requests, and internal services are reached without it: their canary would get none.',
  fix: 'Make the service public, or remove the canary.',
  source: 'Ninefold',
  check({ project, environment }) {
    return project.inference.flatMap(({ name, canary }, index): Violation[] => {
      const isPublic = environment.inference[index]?.exposure === 'public' && project.dns !== undefined;
      if (canary === undefined || isPublic) return [];
      return [
        {
          path: ['inference', index, 'canary'],
          message: `nothing gives the canary of ${name} any requests`,
          expected: 'a public service',
          found: 'an internal one',
          fix: 'make the service public, or remove the canary',
          involves: [['inference', index, 'exposure'], ['dns']],
        },
      ];
    });
  },
};
