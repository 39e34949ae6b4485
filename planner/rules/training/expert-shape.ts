import type { Rule } from '../rule';
import { checkPlans } from './plan-rule';

export const expertShape: Rule = {
  id: 'training/expert-shape',
  severity: 'error',
  summary: 'Experts of a model can be split over the GPUs that share them.',
  why: 'Each GPU holds as many experts as the others. A dense model has none to split.',
  fix: "Choose an `expert` that divides the model's experts and the ranks beside the pipeline.",
  source: 'Megatron-LM, "Mixture of Experts": num_experts is divisible by expert_model_parallel_size',
  check(subject) {
    return checkPlans(subject, ({ job, model }, plan) => {
      if (model === undefined || plan.expert === 1) return undefined;
      const experts = model.moe?.experts ?? 0;
      const ranks = plan.data * plan.context * plan.tensor;
      if (experts > 0 && experts % plan.expert === 0 && ranks % plan.expert === 0) return undefined;
      return {
        message:
          experts === 0
            ? `${job.model} is no mixture of experts, so there is nothing to split`
            : `the ${experts} experts of ${job.model} and ${ranks} ranks are not both divisible by ${plan.expert}`,
        expected: experts === 0 ? 'no expert' : `a divisor of ${experts} and of ${ranks}`,
        found: String(plan.expert),
        fix: experts === 0 ? 'remove expert' : 'choose a smaller expert',
        key: 'expert',
      };
    });
  },
};
