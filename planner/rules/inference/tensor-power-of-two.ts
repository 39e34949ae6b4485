import { engineFacts } from '../../../catalog/engines';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const tensorPowerOfTwo: Rule = {
  id: 'inference/tensor-power-of-two',
  severity: 'error',
  summary: 'LMDeploy splits layers over a power of two of GPUs.',
  why: 'Its TurboMind engine stops while it starts with any other number.',
  fix: 'Use 1, 2, 4 or 8, or another engine.',
  source: 'LMDeploy 0.16, cli/utils.py: tp must be a power of two',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const { parallelism, engine } = service;
      if (typeof parallelism !== 'object' || !engineFacts(engine).tensorIsPowerOfTwo) return [];
      if (Number.isInteger(Math.log2(parallelism.tensor))) return [];
      return [
        {
          field: ['parallelism', 'tensor'],
          message: `${engine} splits layers over powers of two only`,
          expected: '1, 2, 4 or 8',
          found: String(parallelism.tensor),
          fix: `set tensor to ${2 ** Math.floor(Math.log2(parallelism.tensor))}`,
        },
      ];
    });
  },
};
