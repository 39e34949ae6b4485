import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const exportCalibration: Rule = {
  id: 'training/export-calibration',
  severity: 'error',
  summary: 'Data is given to quantisers that measure with it.',
  why: 'Neither bnb nor fp8 looks at data; it would be fetched for nothing.',
  fix: 'Remove `export.dataset`, or use awq or gptq.',
  source: 'ms-swift 4.4, export_args.py: dataset with gptq and awq',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const { quantization, dataset } = job.export ?? {};
      if (dataset === undefined || quantization === 'awq' || quantization === 'gptq') return [];
      return [
        {
          field: ['export', 'dataset'],
          message: `${quantization} measures nothing`,
          expected: 'awq or gptq',
          found: String(quantization),
          fix: 'remove export.dataset',
        },
      ];
    });
  },
};
