import type { Violation } from '../../../schemas/finding';
import { workersFor } from '../../resolve/dispatch';
import { findPool } from '../pools';
import type { Rule } from '../rule';
import { queuedJobs } from './queued-jobs';

export const dispatchRegions: Rule = {
  id: 'queues/dispatch-regions',
  severity: 'error',
  summary: 'Jobs that are sent to other regions have a region beside the primary one that has their pool.',
  why: "The cluster that sends jobs cannot be one that takes them, so the primary region's own nodes are no help: the job would wait for ever.",
  fix: 'Add another region to `regions` of the pool, or leave `dispatch` out.',
  source: 'Kueue documentation, "MultiKueue" (manager and worker clusters)',
  check({ project, environment }) {
    return queuedJobs(project).flatMap(({ job, index, queue, queueIndex }): Violation[] => {
      const found = findPool(project, job.pool);
      if (!queue.dispatch || found === undefined || workersFor(project, job.pool).length > 0) return [];
      return [
        {
          path: ['training', index, 'queue'],
          message: `${queue.name} sends ${job.name} to other regions than ${environment.primaryRegion}, and ${job.pool} is in none`,
          expected: `${job.pool} in another region`,
          found: 'none',
          fix: `add a region to pools[${found.index}].regions, or remove queues[${queueIndex}].dispatch`,
          involves: [['regions'], ['pools', found.index, 'regions'], ['queues', queueIndex, 'dispatch']],
        },
      ];
    });
  },
};
