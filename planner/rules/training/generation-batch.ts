import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const generationBatch: Rule = {
  id: 'training/generation-batch',
  severity: 'error',
  summary: 'A batch of answers holds whole groups.',
  why: 'The method grpo compares all answers to one prompt. If a batch cuts a group, ms-swift stops.',
  fix: 'Choose `batchSize`, `gradientAccumulation` and `rollout.generations` so that the last divides what a step generates.',
  source:
    'ms-swift 4.4, docs GRPO: generation batch divisible by num_generations; megatron_args.py: prompts divisible by data-parallel ranks and micro-batches',
  check(subject) {
    return checkJobs(subject, ({ job, plan, node }) => {
      if (job.method !== 'grpo' || node === undefined) return [];
      const { batchSize, gradientAccumulation } = job.hyperparameters;
      const { generations } = job.rollout;
      const { strategy, data } = plan.parallel;
      const answers = batchSize * gradientAccumulation * job.nodes * node.count;
      const unit = strategy === 'megatron' ? generations * data * batchSize : generations;
      if ('steps_per_generation' in job.extraArgs || 'generation_batch_size' in job.extraArgs || answers % unit === 0)
        return [];
      return [
        {
          field: ['rollout', 'generations'],
          message: `a step of ${job.name} generates ${answers} answers, which ${strategy === 'megatron' ? `generations × data-parallel ranks × batchSize = ${unit}` : `groups of ${unit}`} ${strategy === 'megatron' ? 'does' : 'do'} not divide`,
          expected: `a divisor of ${answers}`,
          found: String(unit),
          fix: 'change gradientAccumulation or rollout.generations',
        },
      ];
    });
  },
};
