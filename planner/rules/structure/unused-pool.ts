import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { poolReferences, unusedItems } from './references';

export const unusedPool: Rule = {
  id: 'structure/unused-pool',
  severity: 'warning',
  summary: 'Every pool is used by a training job, an inference service or an evaluation.',
  why: 'Nothing is scheduled onto the nodes of such a pool, and those up to its minimum run and cost money all the same.',
  fix: 'Remove the pool, or name it in the job or service that it is meant for.',
  source: 'Ninefold',
  check({ project }) {
    return unusedItems(project.pools, poolReferences(project)).flatMap((index): Violation[] => {
      const pool = project.pools[index];
      if (pool === undefined) return [];
      const idle = pool.nodes.min > 0 ? `; ${pool.nodes.min} of its nodes run in each region all the time` : '';
      return [
        {
          path: ['pools', index, 'name'],
          message: `no training job, no inference service and no evaluation uses the pool ${JSON.stringify(pool.name)}${idle}`,
          fix: 'remove the pool, or name it where it is meant to be used',
          involves: [['training'], ['inference'], ['evaluation']],
        },
      ];
    });
  },
};
