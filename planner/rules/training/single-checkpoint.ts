import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const singleCheckpoint: Rule = {
  id: 'training/single-checkpoint',
  severity: 'warning',
  summary: 'More than one checkpoint is kept.',
  why: 'A job that is stopped while it writes its only checkpoint starts from the beginning.',
  fix: 'Set `keep` to 2 or more.',
  source: 'transformers, Trainer: the oldest checkpoint is deleted when the next one is written',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      if (plan.parallel.strategy === 'megatron' || job.checkpoints.keep >= 2) return [];
      return [
        {
          field: ['checkpoints', 'keep'],
          message: `${job.name} keeps a single checkpoint`,
          expected: 'at least 2',
          found: String(job.checkpoints.keep),
          fix: 'set keep to 2',
        },
      ];
    });
  },
};
