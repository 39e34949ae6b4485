import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { namePlaces, serviceReferences } from './references';

export const unknownService: Rule = {
  id: 'structure/unknown-service',
  severity: 'error',
  summary: 'A latency objective or an evaluation names an inference service of the project.',
  why: 'The alert is computed from the metrics of that service; without them it stays silent whatever happens. An evaluation would ask nobody.',
  fix: 'Write the name of one of the `inference` services.',
  source: 'Ninefold',
  check({ project }) {
    const names = project.inference.map(({ name }) => name);
    return serviceReferences(project).flatMap(({ path, name }): Violation[] => {
      if (names.includes(name)) return [];
      return [
        {
          path,
          message: `there is no inference service ${JSON.stringify(name)}`,
          expected: 'the name of an inference service',
          found: name,
          fix: suggestFrom(name, names, 'inference service'),
          involves: namePlaces('inference', project.inference),
        },
      ];
    });
  },
};
