import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const halfPrecision: Rule = {
  id: 'training/half-precision',
  severity: 'warning',
  summary: 'GPUs that train compute in bfloat16.',
  why: 'T4 and V100 compute in float16, whose range full training leaves: losses become NaN in the middle of a run.',
  fix: 'Use GPUs from Ampere on, or train adapters and watch the loss.',
  source:
    'ms-swift 4.5, installation: T4 and V100 may give NaN; NVIDIA CUDA C++ Programming Guide, compute capabilities',
  check(subject) {
    return checkJobs(subject, ({ job, node }) => {
      if (node === undefined || node.bf16) return [];
      return [
        {
          field: ['pool'],
          message: `${node.gpu} has no bfloat16, so ${job.name} computes in float16`,
          expected: 'a GPU with bfloat16, such as A10G or L4',
          found: node.gpu,
          fix: 'use a pool of g5, g6 or newer types',
        },
      ];
    });
  },
};
