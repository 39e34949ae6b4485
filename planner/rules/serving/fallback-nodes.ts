import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const fallbackNodes: Rule = {
  id: 'serving/fallback-nodes',
  severity: 'error',
  summary: 'A replica on several nodes has one pool.',
  why: 'Its nodes talk to each other with every token. With fallbacks some of them may come from another pool: another zone, no EFA between them, or Spot under a half of the replica.',
  fix: 'Remove `fallbackPools`, or let the pool itself have several instance types.',
  source:
    'LeaderWorkerSet documentation (pods of a group are scheduled one by one); Amazon EC2 User Guide, "Elastic Fabric Adapter"',
  check({ project, environment }) {
    return project.inference.flatMap(({ name, fallbackPools }, index): Violation[] => {
      const nodes = environment.inference[index]?.nodesPerReplica ?? 1;
      if (fallbackPools.length === 0 || nodes === 1) return [];
      return [
        {
          path: ['inference', index, 'fallbackPools'],
          message: `a replica of ${name} takes ${nodes} nodes, which may come from different pools`,
          expected: 'no fallback pools',
          found: fallbackPools.join(', '),
          fix: 'remove fallbackPools',
          involves: [
            ['inference', index, 'parallelism'],
            ['inference', index, 'pool'],
          ],
        },
      ];
    });
  },
};
