import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const megatronGpu: Rule = {
  id: 'training/megatron-gpu',
  severity: 'error',
  summary: 'Megatron runs on Ampere GPUs or newer.',
  why: 'Its layers are those of Transformer Engine, which has no kernels for older ones.',
  fix: 'Use `zero3`, or a pool with newer GPUs.',
  source: 'NVIDIA Transformer Engine documentation, "Installation": Ampere and newer',
  check(subject) {
    return checkJobs(subject, ({ node, plan }) => {
      if (plan.parallel.strategy !== 'megatron' || node === undefined || node.computeCapability >= 8) return [];
      return [
        {
          field: ['parallelism'],
          message: `Megatron cannot run on ${node.gpu}`,
          expected: 'compute capability 8.0 or newer',
          found: node.gpu,
          fix: 'use parallelism: zero3',
        },
      ];
    });
  },
};
