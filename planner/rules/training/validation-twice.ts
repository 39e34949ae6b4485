import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const validationTwice: Rule = {
  id: 'training/validation-twice',
  severity: 'error',
  summary: 'Validation is data of its own or a part of the training data.',
  why: 'The program ms-swift ignores the split when there is validation data, so the job would train on other data than meant.',
  fix: 'Keep one of `validation.dataset` and `validation.split`.',
  source: 'ms-swift 4.4, data_args.py: val_dataset sets split_dataset_ratio to 0',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      if (job.validation?.dataset === undefined || job.validation.split === undefined) return [];
      return [
        {
          field: ['validation', 'split'],
          message: `${job.name} has validation data and a split`,
          expected: 'one of them',
          found: 'both',
          fix: 'remove split',
        },
      ];
    });
  },
};
