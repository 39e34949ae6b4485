import type { Rule } from '../rule';
import { cronProblem } from '../training/cron-problem';
import { checkEvaluations } from './evaluation-rule';

export const cron: Rule = {
  id: 'evaluation/cron',
  severity: 'error',
  summary: 'The schedule of an evaluation is one that Kubernetes accepts, and that comes.',
  why: 'The API server refuses a CronJob with any other, and the release fails. A day that no month has never starts anything.',
  fix: 'Write five fields in their ranges, for example "0 3 * * 1".',
  source: 'Kubernetes documentation, "CronJob": schedule syntax',
  check(subject) {
    return checkEvaluations(subject, (_evaluation, { run }) => {
      const problem = run.on === 'schedule' ? cronProblem(run.cron) : undefined;
      if (run.on !== 'schedule' || problem === undefined) return [];
      return [
        {
          field: ['run'],
          message: problem,
          expected: 'minute hour day month weekday',
          found: run.cron,
          fix: 'correct the field',
        },
      ];
    });
  },
};
