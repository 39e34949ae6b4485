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
      const { offload, strategy } = plan;
      if (offload === 'none' || strategy === 'zero3') return undefined;
      if (strategy === 'zero2' && offload === 'optimizer') return undefined;
      return {
        message: strategy === 'zero2' ? 'zero2 keeps the parameters on every GPU' : `${strategy} does not offload`,
        expected: strategy === 'zero2' ? 'offload: optimizer' : 'zero2 or zero3',
        found: strategy,
        fix: strategy === 'zero2' ? 'set offload to optimizer, or use zero3' : 'use zero3, or remove offload',
        key: 'offload',
      };
    });
  },
};
