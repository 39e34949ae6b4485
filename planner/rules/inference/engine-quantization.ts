import { engineFacts } from '../../../catalog/engines';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const engineQuantization: Rule = {
  id: 'inference/engine-quantization',
  severity: 'error',
  summary: 'An engine can load the quantisation that it is asked for.',
  why: 'It does not know the format and stops while it starts.',
  fix: 'Use a quantisation of the engine, or another engine.',
  source: 'Sources of the engines: --quantization of vLLM and SGLang, --model-format of LMDeploy',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const { quantization, engine } = service;
      const known = Object.keys(engineFacts(engine).quantizations);
      if (quantization === 'none' || known.includes(quantization)) return [];
      return [
        {
          field: ['quantization'],
          message: `${engine} cannot load ${quantization}`,
          expected: known.join(', '),
          found: quantization,
          fix: `use ${known[0]}, or engine: vllm`,
        },
      ];
    });
  },
};
