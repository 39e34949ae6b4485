import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const packingMethod: Rule = {
  id: 'training/packing-method',
  severity: 'error',
  summary: 'Packing is used with methods that have it.',
  why: 'The program stops: only the trainers of these methods tell packed samples apart.',
  fix: 'Remove `packing`.',
  source: 'ms-swift 4.5, rlhf_args.py: packing with pt, sft, dpo, kto, grpo and gkd',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const methods: readonly string[] = ['pt', 'sft', 'dpo', 'kto', 'grpo', 'gkd'];
      if (!job.hyperparameters.packing || methods.includes(job.method)) return [];
      return [
        {
          field: ['hyperparameters', 'packing'],
          message: `${job.method} cannot work on packed samples`,
          expected: methods.join(', '),
          found: job.method,
          fix: 'remove packing',
        },
      ];
    });
  },
};
