import { splitOfLayers } from '../../fit/plan-problem';
import type { Rule } from '../rule';
import { checkPlans } from './plan-rule';

export const degrees: Rule = {
  id: 'training/degrees',
  severity: 'error',
  summary: 'Only Megatron splits layers; DeepSpeed and FSDP split states.',
  why: 'The degrees would be ignored, and the job would need the memory that they were meant to save.',
  fix: 'Use `strategy: megatron`, or remove `tensor`, `pipeline` and `expert`.',
  source: 'ms-swift 4.5, command-line parameters: tensor, pipeline and expert degrees belong to megatron',
  check(subject) {
    return checkPlans(subject, (_planned, plan) => {
      if (plan.strategy === 'megatron') return undefined;
      const key = splitOfLayers(plan);
      if (key === undefined) return undefined;
      return {
        message: `${plan.strategy} does not split layers, and ${key} is ${plan[key]}`,
        expected: `${key} 1, or strategy: megatron`,
        found: String(plan[key]),
        fix: `remove ${key}, or use strategy: megatron`,
        key,
      };
    });
  },
};
