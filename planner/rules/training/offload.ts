import { offloadProblem } from '../../fit/plan-problem';
import type { Rule } from '../rule';
import { checkPlans } from './plan-rule';

export const offload: Rule = {
  id: 'training/offload',
  severity: 'error',
  summary: "Only ZeRO keeps states in the host's memory.",
  why: 'The job would be started without offloading and run out of memory.',
  fix: 'Use `zero2` or `zero3`, or remove `offload`.',
  source:
    'DeepSpeed documentation, "ZeRO-Offload": offload_optimizer with stages 1 to 3, offload_param with stage 3; ms-swift 4.5, presets zero2_offload and zero3_offload',
  check(subject) {
    return checkPlans(subject, (_planned, plan) => {
      const message = offloadProblem(plan);
      if (message === undefined) return undefined;
      const { strategy } = plan;
      return {
        message,
        expected: strategy === 'zero2' ? 'offload: optimizer' : 'zero2 or zero3',
        found: strategy,
        fix: strategy === 'zero2' ? 'set offload to optimizer, or use zero3' : 'use zero3, or remove offload',
        key: 'offload',
      };
    });
  },
};
