import type { Violation } from '../../../schemas/finding';
import { defaultQueueName } from '../../environment/queue-plan';
import { leftOf } from '../../resolve/queues';
import { findPool } from '../pools';
import type { Rule } from '../rule';

export const nothingLeft: Rule = {
  id: 'queues/nothing-left',
  severity: 'warning',
  summary: 'Jobs without a queue have nodes that no queue has for itself.',
  why: 'Such a job starts only while others leave enough of their nodes idle, and stops as soon as they need them.',
  fix: 'Give the job a `queue`, or leave some nodes of its pool out of the shares.',
  source: 'Kueue documentation, "Preemption" (reclaimWithinCohort)',
  check({ project }) {
    return project.training.flatMap((job, index): Violation[] => {
      if (job.queue !== undefined && job.queue !== defaultQueueName) return [];
      const found = findPool(project, job.pool);
      if (found === undefined) return [];
      const { max } = found.pool.nodes;
      const left = leftOf(project.queues, job.pool, max);
      // Without shares in the pool it is all there, and jobs that are larger are the finding of capacity/job-nodes.
      if (left === max || job.nodes <= left) return [];
      return [
        {
          path: ['training', index],
          at: 'key',
          message: `${job.name} needs ${job.nodes} nodes of ${job.pool} and names no queue; the queues leave ${left} of ${max}`,
          expected: `a queue, or ${job.nodes} nodes outside of the shares`,
          found: `${left} nodes`,
          fix: `write a queue with a share in ${job.pool}, or lower the shares`,
          involves: [['queues'], ['pools', found.index, 'nodes', 'max']],
        },
      ];
    });
  },
};
