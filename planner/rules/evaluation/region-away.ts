import type { Rule } from '../rule';
import { checkEvaluations } from './evaluation-rule';

export const regionAway: Rule = {
  id: 'evaluation/region-away',
  severity: 'error',
  summary: 'An evaluation starts where its service or its pool is.',
  why: 'It asks the service of its own cluster, or serves the model there. Where neither is, nothing starts.',
  fix: 'Name regions of the service or the pool, or leave `regions` out.',
  source: 'Ninefold: evaluation.regions against the regions of pools; cold regions run no services',
  check(subject) {
    const known = subject.project.regions.map(({ name }) => name);
    return checkEvaluations(subject, ({ name, service, pool, regions = [] }, plan) => {
      // What is wrong with the service or the pool itself has a finding of its own.
      if (plan.regions.length === 0) return [];
      return regions.flatMap((region, position) => {
        if (plan.regions.includes(region) || !known.includes(region)) return [];
        return [
          {
            field: ['regions', position],
            message: `${name} cannot run in ${region}: ${service ?? pool} is not there`,
            expected: plan.regions.join(', '),
            found: region,
            fix: `remove ${region}, or give ${service ?? pool} a place there`,
          },
        ];
      });
    });
  },
};
