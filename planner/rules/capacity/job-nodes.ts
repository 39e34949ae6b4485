import type { Violation } from '../../../schemas/finding';
import { findPool } from '../pools';
import type { Rule } from '../rule';

export const jobNodes: Rule = {
  id: 'capacity/job-nodes',
  severity: 'error',
  summary: 'A job needs no more nodes than its pool can have.',
  why: 'The pods of a job start together or not at all. A job that is larger than its pool waits for ever.',
  fix: 'Lower `nodes` of the job, or raise `nodes.max` of the pool.',
  source: 'Kueue documentation, "Cluster Queue" (a workload above the quota is never admitted)',
  check({ project }) {
    return project.training.flatMap((job, index): Violation[] => {
      const found = findPool(project, job.pool);
      if (found === undefined || job.nodes <= found.pool.nodes.max) return [];
      const { max } = found.pool.nodes;
      return [
        {
          path: ['training', index, 'nodes'],
          message: `${job.name} needs ${job.nodes} nodes at the same time, and ${job.pool} has at most ${max}`,
          expected: `at most ${max}`,
          found: String(job.nodes),
          fix: `lower nodes to ${max}, or raise pools[${found.index}].nodes.max to ${job.nodes}`,
          involves: [
            ['training', index, 'pool'],
            ['pools', found.index, 'nodes', 'max'],
          ],
        },
      ];
    });
  },
};
