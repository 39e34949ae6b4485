import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const canaryName: Rule = {
  id: 'serving/canary-name',
  severity: 'error',
  summary: 'No service is called like the canary of another one.',
  why: 'The objects of a canary are called `<service>-canary`: two of one name overwrite each other in the cluster.',
  fix: 'Rename the service, or remove the canary.',
  source: 'Ninefold',
  check({ project }) {
    return project.inference.flatMap(({ name, canary }, index): Violation[] => {
      const other = project.inference.findIndex((service) => service.name === `${name}-canary`);
      if (canary === undefined || other < 0) return [];
      return [
        {
          path: ['inference', other, 'name'],
          message: `${name}-canary is the name of the canary of ${name} as well`,
          expected: 'another name',
          found: `${name}-canary`,
          fix: 'rename this service, or remove the canary of the other one',
          involves: [['inference', index, 'canary']],
        },
      ];
    });
  },
};
