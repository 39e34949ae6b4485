import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const rewardUnused: Rule = {
  id: 'training/reward-unused',
  severity: 'error',
  summary: 'Reward models and functions belong to methods that score answers.',
  why: 'The program ms-swift would stop at them or never use them, and the job would not learn what was meant.',
  fix: 'Remove them, or choose `grpo` or `ppo`.',
  source: 'ms-swift 4.4, rlhf_args.py: reward_model with ppo and grpo, reward_funcs with grpo',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const { method } = job;
      const unused = [
        ...(job.rewardModel !== undefined && method !== 'ppo' && method !== 'grpo' ? ['rewardModel'] : []),
        ...(job.rewardFunctions !== undefined && method !== 'grpo' ? ['rewardFunctions'] : []),
      ];
      return unused.map((field) => ({
        field: [field],
        message: `${method} does not score answers by ${field}`,
        expected: field === 'rewardModel' ? 'ppo or grpo' : 'grpo',
        found: method,
        fix: `remove ${field}`,
      }));
    });
  },
};
