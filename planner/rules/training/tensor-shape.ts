import { tensorProblem } from '../../fit/tensor-problem';
import type { Rule } from '../rule';
import { checkPlans } from './plan-rule';

export const tensorShape: Rule = {
  id: 'training/tensor-shape',
  severity: 'error',
  summary: 'Heads and widths of a model can be split over the GPUs that share its layers.',
  why: 'Each GPU computes whole heads and equal parts of the feed-forward network; Megatron stops at a remainder.',
  fix: 'Choose a `tensor` that divides the heads and the feed-forward width of the model.',
  source:
    'Megatron-LM, transformer_config.py: num_attention_heads, num_query_groups and ffn_hidden_size are divisible by the tensor degree',
  check(subject) {
    return checkPlans(subject, ({ job, model }, plan) => {
      const problem = model && tensorProblem(model, plan.tensor);
      if (problem === undefined) return undefined;
      return {
        message: `${job.name} cannot be split like that: ${problem}`,
        expected: `a divisor of ${model?.heads}`,
        found: String(plan.tensor),
        fix: 'choose a smaller tensor',
        key: 'tensor',
      };
    });
  },
};
