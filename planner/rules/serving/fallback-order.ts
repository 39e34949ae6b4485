import type { Violation } from '../../../schemas/finding';
import { contradiction } from '../../inference/pool-order';
import type { Rule } from '../rule';

export const fallbackOrder: Rule = {
  id: 'serving/fallback-order',
  severity: 'error',
  summary: 'Services try the pools that they share in the same order.',
  why: 'What starts nodes knows one order of the pools in a cluster, not one for each service: one of the services would get the more expensive nodes first.',
  fix: 'Name the pools in the same order everywhere.',
  source:
    'Cluster Autoscaler documentation, "Priority based expander"; Karpenter 1.14 documentation, "NodePools" (weight)',
  check({ project }) {
    return project.inference.flatMap((service, index): Violation[] => {
      const before = project.inference.slice(0, index);
      const pair = contradiction(before, service);
      if (pair === undefined) return [];
      const [first, second] = pair;
      return [
        {
          path: ['inference', index, 'fallbackPools'],
          message: `${service.name} tries ${first} before ${second}, and a service before it tries them the other way round`,
          expected: `${second} before ${first}`,
          found: [service.pool, ...service.fallbackPools].join(', '),
          fix: 'name the pools in the same order in all services',
          involves: before.map((_service, position) => ['inference', position, 'fallbackPools']),
        },
      ];
    });
  },
};
