import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const adaptersTuner: Rule = {
  id: 'training/adapters-tuner',
  severity: 'error',
  summary: 'Full training does not go on from adapters.',
  why: 'The program ms-swift trains either the adapters or the weights; with both it stops, or trains the adapters.',
  fix: "Use `tuner: lora`, or start from the other job's merged weights as a model.",
  source: 'ms-swift 4.4, base_args.py; megatron_args.py: adapters set tuner_type lora',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      if (job.adapters === undefined || job.tuner !== 'full') return [];
      return [
        {
          field: ['adapters'],
          message: `${job.name} trains all weights and cannot go on from adapters`,
          expected: 'tuner: lora or qlora',
          found: 'full',
          fix: 'use tuner: lora',
        },
      ];
    });
  },
};
