import { pipelineStages } from '../../fit/pipeline-stages';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const pipelineShape: Rule = {
  id: 'inference/pipeline-shape',
  severity: 'error',
  summary: 'A model has layers for every stage.',
  why: 'The last stage would have none, and the engine stops while it starts.',
  fix: 'Choose a smaller `pipeline`.',
  source: 'vLLM 0.27, "Parallelism and scaling": layers are divided over stages',
  check(subject) {
    return checkServices(subject, ({ service, model }) => {
      const { parallelism } = service;
      if (model === undefined || typeof parallelism !== 'object') return [];
      const pipeline = parallelism.pipeline ?? 1;
      if (pipelineStages(model.layers, pipeline) !== undefined) return [];
      return [
        {
          field: ['parallelism', 'pipeline'],
          message: `the model of ${service.name} has ${model.layers} layers, too few for ${pipeline} stages`,
          expected: `at most ${model.layers}`,
          found: String(pipeline),
          fix: 'choose a smaller pipeline',
        },
      ];
    });
  },
};
