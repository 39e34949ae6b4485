import { count } from '../../../schemas/count';
import type { Violation } from '../../../schemas/finding';
import { mostNodes } from '../../environment/queue-plan';
import { quotaOf } from '../../resolve/queues';
import { findPool } from '../pools';
import type { Rule } from '../rule';
import { queuedWork } from './queued-jobs';

export const neverAdmitted: Rule = {
  id: 'queues/never-admitted',
  severity: 'error',
  summary: 'A job needs no more nodes than its queue has for itself and may borrow.',
  why: 'A job starts as a whole or not at all. One that is larger than what its queue can ever have waits for ever.',
  fix: 'Raise the share of the queue or what it may `borrow`, lower `nodes` of the job, or let it wait in another queue.',
  source: 'Kueue documentation, "Cluster Queue" (nominal quota and borrowing limit)',
  check(subject) {
    return queuedWork(subject).flatMap(
      ({ place, name, pool: poolName, nodes: needed, queue, queueIndex }): Violation[] => {
        const pool = findPool(subject.project, poolName)?.pool;
        const quota = quotaOf(queue, poolName);
        if (pool === undefined || quota === undefined) return [];
        const most = mostNodes(quota, pool.nodes.max);
        // What not even the whole pool could hold is the finding of capacity/job-nodes or training/rollout-nodes.
        if (needed <= most || needed > pool.nodes.max) return [];
        const borrowed = quota.borrowLimit === 0 ? 'and may borrow none' : `and may borrow ${quota.borrowLimit}`;
        return [
          {
            path: [...place, 'queue'],
            message: `${name} needs ${count(needed, 'node')} of ${poolName} at the same time; ${queue.name} has ${quota.guaranteed} ${borrowed}`,
            expected: `a queue that can have ${needed}`,
            found: `at most ${most}`,
            fix: `raise queues[${queueIndex}].share.${poolName} to ${needed}, or set borrow to ${needed - quota.guaranteed} or true`,
            involves: [
              [...place, 'nodes'],
              [...place, 'pool'],
              ['queues', queueIndex],
            ],
          },
        ];
      },
    );
  },
};
