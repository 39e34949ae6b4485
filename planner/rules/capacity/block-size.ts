import type { Violation } from '../../../schemas/finding';
import { reservationOf } from '../pools';
import type { Rule } from '../rule';

export const blockSize: Rule = {
  id: 'capacity/block-size',
  severity: 'error',
  summary: 'A pool on a capacity block has a fixed number of nodes.',
  why: 'A block is a fixed number of instances, paid in advance. Its pool goes from none to all of them and back, at the start and the end of the block, so a range of node counts would not be kept.',
  fix: 'Set `nodes.min` and `nodes.max` to the number of instances in the block.',
  source:
    'Amazon EKS User Guide, "Create a managed node group with Capacity Blocks for ML"; AWS ParallelCluster, ComputeResourceSizeValidator',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const { nodes } = pool;
      // A minimum above the maximum is another mistake: compute/node-range.
      if (reservationOf(pool)?.type !== 'capacity-block' || nodes.min >= nodes.max) return [];
      return [
        {
          path: ['pools', index, 'nodes', 'min'],
          message: `the block has a fixed size, and the pool says ${nodes.min} to ${nodes.max} nodes`,
          expected: String(nodes.max),
          found: String(nodes.min),
          fix: `set min and max to the size of the block, for example ${nodes.max}`,
          involves: [
            ['pools', index, 'nodes', 'max'],
            ['pools', index, 'capacity'],
          ],
        },
      ];
    });
  },
};
