import { latencies } from '../../../catalog/serving-metrics';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const sloEmpty: Rule = {
  id: 'monitoring/slo-empty',
  severity: 'error',
  summary: 'An objective says what it is about.',
  why: 'Without availability and without a time nothing is watched, and the line looks as if something was.',
  fix: 'Add availability, ttft, itl or e2e.',
  source: 'Ninefold',
  check({ project }) {
    return project.monitoring.slos.flatMap((slo, index): Violation[] => {
      if (slo.availability !== undefined || latencies.some((kind) => slo[kind] !== undefined)) return [];
      return [
        {
          path: ['monitoring', 'slos', index],
          message: `the objective of ${slo.service} promises nothing`,
          expected: 'availability, ttft, itl or e2e',
          fix: 'add for example ttft: 2.5s, or remove the entry',
        },
      ];
    });
  },
};
