import type { Violation } from '../../../schemas/finding';
import { quotaOf } from '../../resolve/queues';
import { findPool } from '../pools';
import type { Rule } from '../rule';
import { queuedJobs } from './queued-jobs';

export const poolNotShared: Rule = {
  id: 'queues/pool-not-shared',
  severity: 'error',
  summary: 'A job waits in a queue that has a share in its pool.',
  why: 'A queue can neither use nor borrow nodes of other pools, so the job would wait for ever.',
  fix: 'Add the pool to `share` of the queue; with 0 it only borrows there.',
  source: 'Kueue documentation, "Cluster Queue" (a queue borrows only flavors that it defines)',
  check({ project }) {
    return queuedJobs(project).flatMap(({ job, index, queue, queueIndex }): Violation[] => {
      if (findPool(project, job.pool) === undefined || quotaOf(queue, job.pool) !== undefined) return [];
      const pools = Object.keys(queue.share).join(', ');
      return [
        {
          path: ['training', index, 'queue'],
          message: `${job.name} runs on ${job.pool}, in which the queue ${queue.name} has no share`,
          expected: `a queue with a share in ${job.pool}`,
          found: `${queue.name}, with a share in ${pools}`,
          fix: `add ${job.pool} to queues[${queueIndex}].share, with 0 if it shall only borrow`,
          involves: [
            ['training', index, 'pool'],
            ['queues', queueIndex, 'share'],
          ],
        },
      ];
    });
  },
};
