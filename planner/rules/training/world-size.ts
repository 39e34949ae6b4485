import type { Rule } from '../rule';
import { checkPlans } from './plan-rule';

export const worldSize: Rule = {
  id: 'training/world-size',
  severity: 'error',
  summary: 'The degrees of a plan divide the GPUs of its job.',
  why: 'Ranks are numbered by node and GPU. A degree that does not divide their number leaves some of them without a part, and the launcher stops.',
  fix: 'Choose degrees whose product divides nodes × GPUs of a node, or change the number of nodes.',
  source: 'Megatron-LM, parallel_state.py: world size is divisible by tensor × pipeline × context',
  check(subject) {
    return checkPlans(subject, ({ job }, plan, gpus) => {
      const product = plan.tensor * plan.pipeline * plan.context;
      if (gpus === 0 || gpus % product === 0) return undefined;
      return {
        message: `${job.name} has ${gpus} GPUs, which tensor × pipeline × context = ${product} does not divide`,
        expected: `a divisor of ${gpus}`,
        found: String(product),
        fix: `choose degrees whose product divides ${gpus}`,
      };
    });
  },
};
