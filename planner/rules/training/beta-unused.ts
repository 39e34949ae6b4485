import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const betaUnused: Rule = {
  id: 'training/beta-unused',
  severity: 'error',
  summary: '`beta` is set for methods that have one.',
  why: 'The program ms-swift stops at it in pt and sft; rm and ppo would not use it.',
  fix: 'Remove `beta` from the hyperparameters.',
  source: 'ms-swift 4.4, rlhf_args.py: beta',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const without: readonly string[] = ['pt', 'sft', 'rm', 'ppo'];
      if (job.hyperparameters.beta === undefined || !without.includes(job.method)) return [];
      return [
        {
          field: ['hyperparameters', 'beta'],
          message: `${job.method} has no beta`,
          expected: 'dpo, kto, simpo, orpo, cpo, grpo or gkd',
          found: job.method,
          fix: 'remove beta',
        },
      ];
    });
  },
};
