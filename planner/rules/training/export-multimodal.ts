import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const exportMultimodal: Rule = {
  id: 'training/export-multimodal',
  severity: 'error',
  summary: 'Text models alone are quantised by bitsandbytes.',
  why: 'The program ms-swift cannot write multimodal models that way.',
  fix: 'Use awq, gptq or fp8.',
  source: 'ms-swift 4.4, documentation, "Export and push": bnb without multimodal models',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const multimodal = subject.project.models.some(({ name, multimodal: is }) => name === job.model && is);
      if (job.export?.quantization !== 'bnb' || !multimodal) return [];
      return [
        {
          field: ['export', 'quantization'],
          message: `${job.model} is multimodal, and bnb writes text models only`,
          expected: 'awq, gptq or fp8',
          found: 'bnb',
          fix: 'use awq',
        },
      ];
    });
  },
};
