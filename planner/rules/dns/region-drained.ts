import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const regionDrained: Rule = {
  id: 'dns/region-drained',
  severity: 'warning',
  summary: 'No region is drained for longer than its maintenance takes.',
  why: 'The public name leads around a drained region, so another one carries its users, and there is one region less to fail over to: meanwhile the objectives are not kept. The proof counts the region as there.',
  fix: 'Remove `drained` when the maintenance is over.',
  source: 'Amazon Route 53 API Reference, "HealthCheckConfig" (HealthThreshold above the number of children)',
  check({ project }) {
    if (project.dns === undefined) return [];
    return project.regions.flatMap(({ name, drained }, index): Violation[] => {
      if (!drained) return [];
      return [
        {
          path: ['regions', index, 'drained'],
          message: `users are led around ${name} until this line is gone`,
          fix: 'remove this line when the maintenance is over',
          involves: [['dns']],
        },
      ];
    });
  },
};
