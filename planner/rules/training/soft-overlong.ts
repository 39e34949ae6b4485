import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const softOverlong: Rule = {
  id: 'training/soft-overlong',
  severity: 'error',
  summary: 'A reward for short answers says where it begins.',
  why: 'The program stops: soft_overlong needs the length of the part in which it rises.',
  fix: 'Set `extraArgs.soft_cache_length`, for example to a fifth of the longest answer.',
  source: 'ms-swift 4.4, rlhf_args.py: soft_cache_length with soft_overlong',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const functions = job.rewardFunctions ?? [];
      if (!functions.includes('soft_overlong') || 'soft_cache_length' in job.extraArgs) return [];
      return [
        {
          field: ['rewardFunctions', functions.indexOf('soft_overlong')],
          message: 'soft_overlong does not know from which length on it counts',
          expected: 'extraArgs.soft_cache_length',
          found: 'none',
          fix: `set extraArgs.soft_cache_length to ${Math.max(1, Math.floor(job.rollout.completionLength / 5))}`,
        },
      ];
    });
  },
};
