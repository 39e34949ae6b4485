import { rewardFunctions } from '../../../catalog/ms-swift/reward-functions';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const rewardFunctionUnknown: Rule = {
  id: 'training/reward-function-unknown',
  severity: 'error',
  summary: 'Reward functions are known to ms-swift or to a plugin.',
  why: 'The program stops at a name that it does not know.',
  fix: 'Use a function of ms-swift, or name the plugin that has it in `extraArgs.external_plugins`.',
  source: 'ms-swift 4.4, swift/rewards/orm.py',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      if ('external_plugins' in job.extraArgs) return [];
      return (job.rewardFunctions ?? []).flatMap((name, position) => {
        if (rewardFunctions.includes(name)) return [];
        return [
          {
            field: ['rewardFunctions', position],
            message: `ms-swift has no reward function ${name}`,
            expected: rewardFunctions.join(', '),
            found: name,
            fix: suggestFrom(name, rewardFunctions, 'function'),
          },
        ];
      });
    });
  },
};
