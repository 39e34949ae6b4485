import { engineFacts } from '../../../catalog/engines';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const enginePipeline: Rule = {
  id: 'inference/engine-pipeline',
  severity: 'error',
  summary: 'Stages are asked of engines that have them.',
  why: 'LMDeploy has no pipeline parallelism: the argument does not exist.',
  fix: 'Split layers with `tensor` only, or use vLLM or SGLang.',
  source: 'LMDeploy 0.16, cli/serve.py: no pipeline option',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const { parallelism, engine } = service;
      if (typeof parallelism !== 'object' || (parallelism.pipeline ?? 1) === 1 || engineFacts(engine).hasPipeline)
        return [];
      return [
        {
          field: ['parallelism', 'pipeline'],
          message: `${engine} cannot split a model into stages`,
          expected: 'pipeline 1',
          found: String(parallelism.pipeline),
          fix: 'remove pipeline, or use engine: vllm',
        },
      ];
    });
  },
};
