import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { queuedJobs } from './queued-jobs';

export const dispatchCheckpoints: Rule = {
  id: 'queues/dispatch-checkpoints',
  severity: 'error',
  summary: 'Jobs that are sent to other regions keep their checkpoints in S3.',
  why: 'A file system is in one region. A job that goes on in another would not find its checkpoints, and start from the beginning.',
  fix: 'Set `checkpoints.storage` to s3, or let the job wait in a queue without `dispatch`.',
  source: 'Amazon FSx for Lustre User Guide: a file system lies in one Availability Zone',
  check({ project }) {
    return queuedJobs(project).flatMap(({ job, index, queue, queueIndex }): Violation[] => {
      if (!queue.dispatch || job.checkpoints.storage !== 'lustre') return [];
      return [
        {
          path: ['training', index, 'checkpoints', 'storage'],
          message: `${job.name} may go on in another region, where the file system with its checkpoints is not`,
          expected: 's3',
          found: 'lustre',
          fix: 'set storage to s3, or let the job wait in another queue',
          involves: [
            ['training', index, 'queue'],
            ['queues', queueIndex, 'dispatch'],
          ],
        },
      ];
    });
  },
};
