import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const replicatedCache: Rule = {
  id: 'inference/replicated-cache',
  severity: 'warning',
  summary: 'Layers are split over no more GPUs than the model has heads of keys.',
  why: 'Beyond, every GPU keeps a copy of the same cache, so the further GPUs hold no further tokens.',
  fix: 'Lower `tensor`, and add replicas instead.',
  source: 'vLLM 0.27, attention layers: total_num_kv_heads and the tensor degree',
  check(subject) {
    return checkServices(subject, ({ service, model }) => {
      const { parallelism } = service;
      if (model === undefined || model.mla || typeof parallelism !== 'object') return [];
      if (parallelism.tensor <= model.kvHeads || parallelism.tensor % model.kvHeads !== 0) return [];
      return [
        {
          field: ['parallelism', 'tensor'],
          message: `the model of ${service.name} has ${model.kvHeads} heads of keys, and ${parallelism.tensor} GPUs share its layers`,
          expected: `at most ${model.kvHeads}`,
          found: String(parallelism.tensor),
          fix: `set tensor to ${model.kvHeads}`,
        },
      ];
    });
  },
};
