import type { Rule } from '../rule';
import { cronProblem } from './cron-problem';
import { checkJobs } from './job-rule';

export const cron: Rule = {
  id: 'training/cron',
  severity: 'error',
  summary: 'A schedule is one that Kubernetes accepts, and that comes.',
  why: 'The API server refuses a CronJob with any other, and the release fails. A day that no month has never starts anything.',
  fix: 'Write five fields in their ranges, for example "0 3 * * 1".',
  source: 'Kubernetes documentation, "CronJob": schedule syntax',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      if (plan.run.on !== 'schedule') return [];
      const problem = cronProblem(plan.run.cron);
      if (problem === undefined) return [];
      return [
        {
          field: ['run'],
          message: problem,
          expected: 'minute hour day month weekday',
          found: job.run,
          fix: 'correct the field',
        },
      ];
    });
  },
};
