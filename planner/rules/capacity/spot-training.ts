import type { Violation } from '../../../schemas/finding';
import { findPool } from '../pools';
import type { Rule } from '../rule';

export const spotTraining: Rule = {
  id: 'capacity/spot-training',
  severity: 'warning',
  summary: 'A job over several nodes does not run on Spot.',
  why: 'The loss of one node stops the whole job, and it goes on only when all of its nodes are there again. The more nodes, the more often that happens, and each time the work since the last checkpoint is lost.',
  fix: 'Use on-demand capacity, a reservation or a capacity block for such a job.',
  source: 'Amazon EKS Best Practices Guide, AI/ML compute (no Spot for tightly coupled training)',
  check({ project }) {
    return project.training.flatMap((job, index): Violation[] => {
      const found = findPool(project, job.pool);
      if (job.nodes < 2 || found?.pool.capacity !== 'spot') return [];
      return [
        {
          path: ['training', index, 'pool'],
          message: `${job.name} needs ${job.nodes} nodes at the same time, and ${job.pool} has Spot capacity only`,
          expected: 'a pool with on-demand or reserved capacity',
          found: job.pool,
          fix: `name another pool, or change pools[${found.index}].capacity`,
          involves: [
            ['training', index, 'nodes'],
            ['pools', found.index, 'capacity'],
          ],
        },
      ];
    });
  },
};
