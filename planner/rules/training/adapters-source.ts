import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const adaptersSource: Rule = {
  id: 'training/adapters-source',
  severity: 'error',
  summary: 'Adapters come from a job of the same model that has some.',
  why: "Adapters fit the layers of one model only. Full training makes none; and Megatron's can be read by Megatron only.",
  fix: 'Name a job with `tuner: lora` of the same model and program.',
  source: "ms-swift 4.4, Megatron trainers/base.py: adapters are saved in Megatron's format; PEFT documentation",
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      const name = job.adapters?.training;
      const position = subject.project.training.findIndex((other) => other.name === name);
      const other = subject.project.training[position];
      const otherPlan = subject.environment.training[position];
      if (other === undefined || otherPlan === undefined) return [];
      const problem =
        other.tuner === 'full'
          ? `${other.name} trains all weights and makes no adapters`
          : other.model !== job.model
            ? `the adapters of ${other.name} are for ${other.model}, and ${job.name} trains ${job.model}`
            : otherPlan.parallel.strategy === 'megatron' && plan.parallel.strategy !== 'megatron'
              ? `the adapters of ${other.name} are Megatron's, which ${plan.parallel.strategy} cannot read`
              : undefined;
      if (problem === undefined) return [];
      return [
        {
          field: ['adapters', 'training'],
          message: problem,
          expected: `a job with adapters of ${job.model}`,
          found: other.name,
          fix: 'name another job, or remove adapters',
        },
      ];
    });
  },
};
