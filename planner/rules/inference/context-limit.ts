import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const contextLimit: Rule = {
  id: 'inference/context-limit',
  severity: 'error',
  summary: 'The context of a service is no longer than its model was made for.',
  why: 'Engines refuse a length beyond the model’s own positions and stop while they start.',
  fix: 'Shorten `contextLength`, or serve a model with a longer limit.',
  source: 'vLLM 0.27, max_model_len against max_position_embeddings',
  check(subject) {
    return checkServices(subject, ({ service, model }) => {
      const { contextLength } = service;
      if (model === undefined || contextLength === undefined || contextLength <= model.maxPositions) return [];
      return [
        {
          field: ['contextLength'],
          message: `the model of ${service.name} was made for ${model.maxPositions} tokens`,
          expected: `at most ${model.maxPositions}`,
          found: String(contextLength),
          fix: `set contextLength to ${model.maxPositions}`,
        },
      ];
    });
  },
};
