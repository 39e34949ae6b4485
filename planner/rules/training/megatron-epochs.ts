import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const megatronEpochs: Rule = {
  id: 'training/megatron-epochs',
  severity: 'error',
  summary: 'Megatron trains whole epochs.',
  why: 'Its number of epochs is a whole number; the program stops at another one.',
  fix: 'Round `epochs`, or set `maxSteps`.',
  source: 'ms-swift 4.4, megatron_args.py: num_train_epochs: Optional[int]',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      const { epochs, maxSteps } = job.hyperparameters;
      if (plan.parallel.strategy !== 'megatron' || maxSteps !== undefined || Number.isInteger(epochs)) return [];
      return [
        {
          field: ['hyperparameters', 'epochs'],
          message: `Megatron cannot stop after ${epochs} epochs`,
          expected: 'a whole number',
          found: String(epochs),
          fix: `set epochs to ${Math.max(1, Math.round(epochs))}, or set maxSteps`,
        },
      ];
    });
  },
};
