import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const streamingSteps: Rule = {
  id: 'training/streaming-steps',
  severity: 'error',
  summary: 'A job that streams its data knows how many steps it makes.',
  why: 'The length of a stream is unknown, and ms-swift stops without `max_steps`.',
  fix: 'Set `maxSteps` in the hyperparameters.',
  source: 'ms-swift 4.4, data_args.py: streaming needs max_steps; megatron_args.py: train_iters',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      if (job.extraArgs.streaming !== true || job.hyperparameters.maxSteps !== undefined) return [];
      return [
        {
          field: ['extraArgs', 'streaming'],
          message: `${job.name} streams its data and does not say when it ends`,
          expected: 'hyperparameters.maxSteps',
          found: 'none',
          fix: 'set maxSteps',
        },
      ];
    });
  },
};
