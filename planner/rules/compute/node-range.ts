import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const nodeRange: Rule = {
  id: 'compute/node-range',
  severity: 'error',
  summary: 'The smallest node count of a pool is not above its largest.',
  why: 'EKS refuses a node group whose minimum is above its maximum.',
  fix: 'Lower `nodes.min` or raise `nodes.max`.',
  source: 'Amazon EKS API Reference, "NodegroupScalingConfig"',
  check({ project }) {
    return project.pools.flatMap(({ nodes }, index): Violation[] => {
      if (nodes.min <= nodes.max) return [];
      return [
        {
          path: ['pools', index, 'nodes', 'min'],
          message: `the smallest node count ${nodes.min} is above the largest, ${nodes.max}`,
          expected: `at most ${nodes.max}`,
          found: String(nodes.min),
          fix: `lower min to ${nodes.max} or raise max to ${nodes.min}`,
          involves: [['pools', index, 'nodes', 'max']],
        },
      ];
    });
  },
};
