import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { namePlaces } from './references';

export const unknownService: Rule = {
  id: 'structure/unknown-service',
  severity: 'error',
  summary: 'A latency objective names an inference service of the project.',
  why: 'The alert is computed from the metrics of that service; without them it stays silent whatever happens.',
  fix: 'Write the name of one of the `inference` services.',
  source: 'Ninefold',
  check({ project }) {
    const names = project.inference.map(({ name }) => name);
    return project.monitoring.slos.flatMap(({ service }, index): Violation[] => {
      if (names.includes(service)) return [];
      return [
        {
          path: ['monitoring', 'slos', index, 'service'],
          message: `there is no inference service ${JSON.stringify(service)}`,
          expected: 'the name of an inference service',
          found: service,
          fix: suggestFrom(service, names, 'inference service'),
          involves: namePlaces('inference', project.inference),
        },
      ];
    });
  },
};
