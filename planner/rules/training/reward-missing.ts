import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const rewardMissing: Rule = {
  id: 'training/reward-missing',
  severity: 'error',
  summary: 'Methods that score answers have something to score them with.',
  why: 'The program stops: ppo needs a reward model, grpo a reward model or functions.',
  fix: 'Set `rewardModel`, or for grpo `rewardFunctions`.',
  source: 'ms-swift 4.4, rlhf_args.py; Megatron-SWIFT documentation, "GRPO": no reward model',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      const { method, rewardModel, rewardFunctions, extraArgs } = job;
      if (method !== 'ppo' && method !== 'grpo') return [];
      const megatron = method === 'grpo' && plan.parallel.strategy === 'megatron';
      const byFunctions = method === 'grpo' && (rewardFunctions !== undefined || 'multi_turn_scheduler' in extraArgs);
      const byModel = rewardModel !== undefined && !megatron;
      if (byFunctions || byModel) return [];
      const expected =
        method === 'ppo' ? 'rewardModel' : megatron ? 'rewardFunctions' : 'rewardModel or rewardFunctions';
      return [
        {
          field: rewardModel === undefined ? [] : ['rewardModel'],
          message: `${job.name} has nothing that scores its answers${megatron && rewardModel !== undefined ? '; Megatron takes no reward model' : ''}`,
          expected,
          found: 'none',
          fix: method === 'ppo' ? 'name a reward model' : 'set rewardFunctions, for example to [accuracy, format]',
        },
      ];
    });
  },
};
