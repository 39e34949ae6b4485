import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const adaptersCycle: Rule = {
  id: 'training/adapters-cycle',
  severity: 'error',
  summary: 'Jobs do not wait for each other in a circle.',
  why: 'None of them could ever start.',
  fix: 'Remove `adapters` from one of them.',
  source: 'Ninefold: training.adapters',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const seen = new Set<string>();
      let current: string | undefined = job.adapters?.training;
      while (current !== undefined && current !== job.name && !seen.has(current)) {
        seen.add(current);
        current = subject.project.training.find(({ name }) => name === current)?.adapters?.training;
      }
      if (current !== job.name) return [];
      return [
        {
          field: ['adapters', 'training'],
          message: `${job.name} waits for adapters that come from itself`,
          expected: 'a job that does not need this one',
          found: job.adapters?.training ?? '',
          fix: 'remove adapters from one of the jobs',
        },
      ];
    });
  },
};
