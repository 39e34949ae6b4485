import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const teacherModel: Rule = {
  id: 'training/teacher-model',
  severity: 'error',
  summary: 'A teacher is named for gkd only.',
  why: 'Other methods do not learn from a distribution; the weights would be fetched for nothing.',
  fix: 'Remove `teacherModel`, or use `gkd`.',
  source: 'ms-swift 4.4, rlhf_args.py: teacher_model',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      if (job.teacherModel === undefined || job.method === 'gkd') return [];
      return [
        {
          field: ['teacherModel'],
          message: `${job.method} has no teacher`,
          expected: 'gkd',
          found: job.method,
          fix: 'remove teacherModel',
        },
      ];
    });
  },
};
