import type { Violation } from '../../../schemas/finding';
import { workersFor } from '../../resolve/dispatch';
import type { Rule } from '../rule';
import { queuedJobs } from './queued-jobs';

export const dispatchChoice: Rule = {
  id: 'queues/dispatch-choice',
  severity: 'warning',
  summary: 'Jobs that are sent to other regions have two of them to go to.',
  why: 'With one, every job goes there, by way of another cluster that may fail as well. Submitted there at once, it would run all the same.',
  fix: 'Add regions to `regions` of the pool, or leave `dispatch` out.',
  source: 'Ninefold',
  check({ project }) {
    return queuedJobs(project).flatMap(({ job, queue, queueIndex, index }): Violation[] => {
      const workers = workersFor(project, job.pool);
      if (!queue.dispatch || workers.length !== 1) return [];
      return [
        {
          path: ['training', index, 'queue'],
          message: `all that ${queue.name} sends away of ${job.name} goes to ${workers[0]}`,
          expected: 'two regions or more beside the primary one',
          found: workers.join(', '),
          fix: `add a region to the pool ${job.pool}, or remove queues[${queueIndex}].dispatch`,
          involves: [['regions'], ['pools'], ['queues', queueIndex, 'dispatch']],
        },
      ];
    });
  },
};
