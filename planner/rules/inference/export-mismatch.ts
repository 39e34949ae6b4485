import { engineFacts } from '../../../catalog/engines';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const exportMismatch: Rule = {
  id: 'inference/export-mismatch',
  severity: 'error',
  summary: 'A service loads what the training job behind it exports.',
  why: 'The job writes one format, and the engine is told to expect another.',
  fix: 'Give both the same quantisation.',
  source: 'Ninefold: inference.quantization against training.export',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const { model, quantization } = service;
      const job =
        typeof model === 'string' ? undefined : subject.project.training.find(({ name }) => name === model.training);
      if (job === undefined) return [];
      const exported = job.export?.quantization ?? 'none';
      const online =
        quantization !== 'none' && (engineFacts(service.engine).quantizations[quantization]?.online ?? false);
      if (exported === quantization || (exported === 'none' && online)) return [];
      return [
        {
          field: ['quantization'],
          message: `${job.name} exports ${exported === 'none' ? '16-bit weights' : exported}, and ${service.name} expects ${quantization === 'none' ? '16-bit weights' : quantization}`,
          expected: exported,
          found: quantization,
          fix:
            exported === 'none'
              ? `add export: { quantization: ${quantization}, bits: 4 } to ${job.name}`
              : `set quantization to ${exported}`,
        },
      ];
    });
  },
};
