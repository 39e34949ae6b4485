import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const referenceModel: Rule = {
  id: 'training/reference-model',
  severity: 'error',
  summary: 'A reference model is named only where one is loaded.',
  why: 'With adapters, and with methods that compare with nothing, ms-swift stops at it.',
  fix: 'Remove `referenceModel`: with adapters the model without them is the reference.',
  source: 'ms-swift 4.4, rlhf_args.py: "CPO/ORPO or LoRA training does not require a ref_model"',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      if (job.referenceModel === undefined) return [];
      const methods: readonly string[] = ['dpo', 'kto', 'ppo', 'grpo'];
      const compares = methods.includes(job.method) && !(job.method === 'grpo' && job.hyperparameters.beta === 0);
      if (compares && job.tuner === 'full') return [];
      return [
        {
          field: ['referenceModel'],
          message: compares
            ? `${job.name} trains adapters, so the model itself is the reference`
            : `${job.method} has no reference model`,
          expected: `tuner: full with ${methods.join(', ')}`,
          found: `${job.method}, ${job.tuner}`,
          fix: 'remove referenceModel',
        },
      ];
    });
  },
};
