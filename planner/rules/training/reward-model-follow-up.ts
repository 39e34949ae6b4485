import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const rewardModelFollowUp: Rule = {
  id: 'training/reward-model-follow-up',
  severity: 'error',
  summary: 'Reward models are neither asked nor quantised.',
  why: 'They answer with one number, so benchmarks cannot ask them and quantisers do not know their head.',
  fix: 'Remove `evaluate` and `export`.',
  source: 'ms-swift 4.4, rlhf_args.py: rm sets task_type seq_cls',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      if (job.method !== 'rm') return [];
      return (['evaluate', 'export'] as const)
        .filter((field) => job[field] !== undefined)
        .map((field) => ({
          field: [field],
          message: `${job.name} makes a reward model, which has no text to ${field}`,
          expected: `no ${field}`,
          found: field,
          fix: `remove ${field}`,
        }));
    });
  },
};
