import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { placedSlos } from './slo-places';

export const sloBelowObjective: Rule = {
  id: 'monitoring/slo-below-objective',
  severity: 'warning',
  summary: 'A service is watched for at least what the project promises.',
  why: 'Alerts begin where the objective of the service is broken. With a lower one the promise of the project is broken before anybody is told.',
  fix: 'Raise the availability of the objective, or lower objectives.availability.',
  source: 'Ninefold',
  check({ project, environment }) {
    const { availability: promised, promised: promises } = environment.objectives;
    if (!promises.includes('availability')) return [];
    return placedSlos(project).flatMap(({ slo, path, service }): Violation[] => {
      const { availability } = slo;
      if (service.tier === 'sheddable' || availability === undefined || availability >= promised) return [];
      return [
        {
          path: [...path, 'availability'],
          message: `${service.name} is watched for ${availability} %, and the project promises ${promised} %`,
          expected: `at least ${promised}`,
          found: String(availability),
          fix: `set availability to ${promised}, or remove it`,
          involves: [['objectives', 'availability']],
        },
      ];
    });
  },
};
