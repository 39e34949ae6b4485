import { tensorProblemOf } from '../../fit/tensor-problem';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const tensorShape: Rule = {
  id: 'inference/tensor-shape',
  severity: 'error',
  summary: 'The heads of a model can be split over the GPUs that share its layers.',
  why: 'Each GPU computes whole heads; the engine stops while it starts.',
  fix: 'Choose a `tensor` that divides the heads of the model, or leave it to `auto`.',
  source: 'vLLM 0.27, SGLang 0.5.21: number of attention heads must be divisible by the tensor degree',
  check(subject) {
    return checkServices(subject, ({ service, model }) => {
      const { parallelism } = service;
      if (model === undefined || typeof parallelism !== 'object') return [];
      const problem = tensorProblemOf(service.engine, model, parallelism.tensor);
      if (problem === undefined || problem.includes('powers of two')) return [];
      return [
        {
          field: ['parallelism', 'tensor'],
          message: `${service.name} cannot be split like that: ${problem}`,
          expected: `a divisor of ${model.heads}`,
          found: String(parallelism.tensor),
          fix: 'set parallelism to auto',
        },
      ];
    });
  },
};
