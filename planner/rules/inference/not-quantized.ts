import { engineFacts } from '../../../catalog/engines';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const notQuantized: Rule = {
  id: 'inference/not-quantized',
  severity: 'warning',
  summary: 'Weights that an engine cannot quantise itself are served from a checkpoint that has them.',
  why: 'AWQ and GPTQ are made with calibration data before. An engine that is told to find them in 16-bit weights stops while it starts.',
  fix: 'Name a checkpoint that says so in its name, or a training job that exports it, or use fp8.',
  source: 'AutoAWQ and GPTQModel documentation; vLLM documentation, "Quantization"',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const { quantization, engine, model } = service;
      const facts = quantization === 'none' ? undefined : engineFacts(engine).quantizations[quantization];
      if (facts === undefined || facts.online || typeof model !== 'string') return [];
      const spec = subject.project.models.find(({ name }) => name === model);
      // Where a bucket or a name of one's own is the source, nobody but its owner can know.
      if (
        spec === undefined ||
        spec.source.startsWith('s3://') ||
        hints[quantization as keyof typeof hints]?.test(spec.source)
      )
        return [];
      return [
        {
          field: ['quantization'],
          message: `${spec.source} does not look as if it were quantised with ${quantization}`,
          expected: `a checkpoint with ${quantization} in its name, or model: { training: … } of a job with export: { quantization: ${quantization} }`,
          found: spec.source,
          fix: `name the ${quantization.toUpperCase()} checkpoint of the model, or leave quantization out`,
        },
      ];
    });
  },
};

/** How makers of quantised checkpoints name them. */
const hints = { awq: /awq/i, gptq: /gptq|int[48]/i, fp8: /fp8|deepseek-v3/i, bnb: /./ } as const;
