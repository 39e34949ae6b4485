import { sequenceSharingMethods } from '../../fit/plan-problem';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const sequenceParallelMethod: Rule = {
  id: 'training/sequence-parallel-method',
  severity: 'error',
  summary: 'GPUs share a sequence in methods that can.',
  why: 'The program stops: only pt, sft, dpo and grpo split sequences outside of Megatron.',
  fix: 'Remove `context`, or use Megatron.',
  source: 'ms-swift 4.4, rlhf_args.py: _check_sequence_parallel',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      const { strategy, context } = plan.parallel;
      if (strategy === 'megatron' || context === 1 || sequenceSharingMethods.includes(job.method)) return [];
      return [
        {
          field: ['parallelism', 'context'],
          message: `${job.method} cannot share a sequence between GPUs`,
          expected: sequenceSharingMethods.join(', '),
          found: job.method,
          fix: 'set context to 1',
        },
      ];
    });
  },
};
