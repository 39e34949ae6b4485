import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const teacherMissing: Rule = {
  id: 'training/teacher-missing',
  severity: 'warning',
  summary: 'The method gkd has a teacher.',
  why: 'Without one the model learns from itself, which is seldom what is meant.',
  fix: 'Set `teacherModel`, or suppress the finding.',
  source: 'ms-swift 4.4, rlhf_args.py: no teacher is self-distillation',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      if (job.method !== 'gkd' || job.teacherModel !== undefined || 'teacher_model_server' in job.extraArgs) return [];
      return [
        {
          field: ['method'],
          message: `${job.name} has no teacher, so it learns from itself`,
          expected: 'teacherModel',
          found: 'none',
          fix: 'name a larger model as teacherModel',
        },
      ];
    });
  },
};
