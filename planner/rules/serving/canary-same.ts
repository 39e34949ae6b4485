import type { Violation } from '../../../schemas/finding';
import { canaryFields } from '../../inference/canary-service';
import type { Rule } from '../rule';

export const canarySame: Rule = {
  id: 'serving/canary-same',
  severity: 'error',
  summary: 'A canary differs from its service.',
  why: 'A second version that is the same as the first takes GPUs and tells nothing.',
  fix: 'Name what is to be tried: another model, engine, quantization or arguments. Otherwise remove the canary.',
  source: 'Ninefold',
  check({ project }) {
    return project.inference.flatMap((service, index): Violation[] => {
      const { canary } = service;
      if (canary === undefined) return [];
      const differs = canaryFields.some(
        (field) => canary[field] !== undefined && JSON.stringify(canary[field]) !== JSON.stringify(service[field]),
      );
      if (differs) return [];
      return [
        {
          path: ['inference', index, 'canary'],
          message: `the canary of ${service.name} runs what the service runs`,
          expected: `another ${canaryFields.join(', ')}`,
          found: 'no difference',
          fix: 'name what is to be tried, or remove the canary',
          involves: [['inference', index]],
        },
      ];
    });
  },
};
