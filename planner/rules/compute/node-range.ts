import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const nodeRange: Rule = {
  id: 'compute/node-range',
  severity: 'error',
  summary: 'The node counts that a pool always has are not above its largest.',
  why: 'EKS refuses a node group whose minimum is above its maximum.',
  fix: 'Lower `nodes.min` or raise `nodes.max`.',
  source: 'Amazon EKS API Reference, "NodegroupScalingConfig"',
  check({ project }) {
    return project.pools.flatMap(({ nodes }, index): Violation[] => {
      return (['min', 'standby'] as const).flatMap((field) => {
        const least = nodes[field] ?? 0;
        if (least <= nodes.max) return [];
        return [
          {
            path: ['pools', index, 'nodes', field],
            message: `the smallest node count ${least} is above the largest, ${nodes.max}`,
            expected: `at most ${nodes.max}`,
            found: String(least),
            fix: `lower ${field} to ${nodes.max} or raise max to ${least}`,
            involves: [['pools', index, 'nodes', 'max']],
          },
        ];
      });
    });
  },
};
