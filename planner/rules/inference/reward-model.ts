import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const rewardModel: Rule = {
  id: 'inference/reward-model',
  severity: 'error',
  summary: 'Services answer with text, which reward models do not.',
  why: 'The result of `method: rm` ends in one number instead of the vocabulary; an engine that generates stops while it loads it.',
  fix: 'Serve the result of another job.',
  source: 'ms-swift 4.4, rlhf_args.py: rm sets task_type seq_cls',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const named = [
        ...(typeof service.model === 'string' ? [] : [{ field: ['model', 'training'], job: service.model.training }]),
        ...service.adapters.map(({ training }, position) => ({
          field: ['adapters', position, 'training'],
          job: training,
        })),
      ];
      return named.flatMap(({ field, job }) => {
        if (subject.project.training.find(({ name }) => name === job)?.method !== 'rm') return [];
        return [
          {
            field,
            message: `${job} makes a reward model, and ${service.name} answers with text`,
            expected: 'a job with another method than rm',
            found: 'rm',
            fix: `let ${service.name} serve another job`,
          },
        ];
      });
    });
  },
};
