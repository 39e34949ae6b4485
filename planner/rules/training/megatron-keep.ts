import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const megatronKeep: Rule = {
  id: 'training/megatron-keep',
  severity: 'error',
  summary: 'Megatron keeps at least two checkpoints.',
  why: 'The program stops at fewer.',
  fix: 'Set `keep` to 2 or more.',
  source: 'ms-swift 4.4, megatron_args.py: "save_total_limit must be greater than or equal to 2"',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      if (plan.parallel.strategy !== 'megatron' || job.checkpoints.keep >= 2) return [];
      return [
        {
          field: ['checkpoints', 'keep'],
          message: 'Megatron keeps no fewer than two checkpoints',
          expected: 'at least 2',
          found: String(job.checkpoints.keep),
          fix: 'set keep to 2',
        },
      ];
    });
  },
};
