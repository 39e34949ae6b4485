import type { Rule } from '../rule';
import { serviceReferences, unknownNames } from './references';

export const unknownService: Rule = {
  id: 'structure/unknown-service',
  severity: 'error',
  summary: 'A latency objective or an evaluation names an inference service of the project.',
  why: 'The alert is computed from the metrics of that service; without them it stays silent whatever happens. An evaluation would ask nobody.',
  fix: 'Write the name of one of the `inference` services.',
  source: 'Ninefold',
  check({ project }) {
    return unknownNames(serviceReferences(project), 'inference', project, 'inference service');
  },
};
