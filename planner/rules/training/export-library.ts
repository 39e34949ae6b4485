import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const exportLibrary: Rule = {
  id: 'training/export-library',
  severity: 'warning',
  summary: 'Quantising by awq or gptq uses an image that has the library for it.',
  why: 'The official image of ms-swift brings neither AutoAWQ nor GPTQModel, and AutoAWQ works with transformers up to 4.51 only: the export fails, after a training that may have taken days.',
  fix: 'Name an image with the library in `image`, or export fp8 or bnb.',
  source:
    'modelscope/modelscope, docker/install.sh@06e6311 (what the image with CUDA 13 installs); ms-swift 4.4, pipelines/export/quant.py; AutoAWQ 0.2.9, last notice (Torch 2.6.0 and Transformers 4.51.3)',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const { quantization } = job.export ?? {};
      if (job.image !== undefined || (quantization !== 'awq' && quantization !== 'gptq')) return [];
      return [
        {
          field: ['export', 'quantization'],
          message: `the official image has no library that quantises by ${quantization}`,
          expected: 'an image with the library, or fp8 or bnb',
          found: quantization,
          fix: `name an image with it in image, or use bnb`,
        },
      ];
    });
  },
};
