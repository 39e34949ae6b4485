import type { Violation } from '../../../schemas/finding';
import { quotaOf } from '../../resolve/queues';
import { findPool } from '../pools';
import type { Rule } from '../rule';
import { queuedWork } from './queued-jobs';

export const poolNotShared: Rule = {
  id: 'queues/pool-not-shared',
  severity: 'error',
  summary: 'A job waits in a queue that has a share in its pool.',
  why: 'A queue can neither use nor borrow nodes of other pools, so the job would wait for ever.',
  fix: 'Add the pool to `share` of the queue; with 0 it only borrows there.',
  source: 'Kueue documentation, "Cluster Queue" (a queue borrows only flavors that it defines)',
  check(subject) {
    return queuedWork(subject).flatMap(({ place, name, pool, queue, queueIndex }): Violation[] => {
      if (findPool(subject.project, pool) === undefined || quotaOf(queue, pool) !== undefined) return [];
      const shared = Object.keys(queue.share).join(', ');
      return [
        {
          path: [...place, 'queue'],
          message: `${name} runs on ${pool}, in which the queue ${queue.name} has no share`,
          expected: `a queue with a share in ${pool}`,
          found: `${queue.name}, with a share in ${shared}`,
          fix: `add ${pool} to queues[${queueIndex}].share, with 0 if it shall only borrow`,
          involves: [
            [...place, 'pool'],
            ['queues', queueIndex, 'share'],
          ],
        },
      ];
    });
  },
};
