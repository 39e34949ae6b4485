import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const validationBatch: Rule = {
  id: 'training/validation-batch',
  severity: 'error',
  summary: 'Validation of grpo holds whole groups too.',
  why: 'With validation, ms-swift also divides a batch of it by the answers to a prompt, and stops at a rest.',
  fix: 'Use more GPUs, fewer generations, or `extraArgs.per_device_eval_batch_size`.',
  source: 'ms-swift 4.4, rlhf trainers: eval batch × world divisible by num_generations',
  check(subject) {
    return checkJobs(subject, ({ job, node }) => {
      if (job.method !== 'grpo' || job.validation === undefined || node === undefined) return [];
      const perGpu = job.extraArgs.per_device_eval_batch_size ?? 1;
      const groups = job.extraArgs.num_generations_eval ?? job.rollout.generations;
      if (typeof perGpu !== 'number' || typeof groups !== 'number') return [];
      const answers = perGpu * job.nodes * node.count;
      if (answers % groups === 0) return [];
      return [
        {
          field: ['validation'],
          message: `a batch of validation has ${answers} answers, which groups of ${groups} do not divide`,
          expected: `a multiple of ${groups}`,
          found: String(answers),
          fix: `set extraArgs.per_device_eval_batch_size to ${groups}`,
        },
      ];
    });
  },
};
