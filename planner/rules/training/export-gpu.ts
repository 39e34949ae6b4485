import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

/** Ada and Hopper: the first with FP8. */
const leastCapability = 8.9;

export const exportGpu: Rule = {
  id: 'training/export-gpu',
  severity: 'error',
  summary: 'Weights are written in FP8 on GPUs that compute in FP8.',
  why: 'The step runs on the nodes of the job, and transformers refuses to quantise on others: the export fails, after the training.',
  fix: 'Export bnb, or use a pool with L4, L40S, H100 or newer GPUs.',
  source: 'transformers, quantizers/quantizer_finegrained_fp8.py (`validate_environment`: compute capability 8.9)',
  check(subject) {
    return checkJobs(subject, ({ job, node }) => {
      if (job.export?.quantization !== 'fp8' || node === undefined || node.computeCapability >= leastCapability)
        return [];
      return [
        {
          field: ['export', 'quantization'],
          message: `${node.gpu} cannot write weights in FP8`,
          expected: `compute capability ${leastCapability} or newer`,
          found: node.gpu,
          fix: 'use bnb, or a pool of g6, g6e, p5 or newer types',
        },
      ];
    });
  },
};
