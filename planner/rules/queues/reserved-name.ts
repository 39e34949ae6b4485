import type { Violation } from '../../../schemas/finding';
import { defaultQueueName } from '../../environment/queue-plan';
import type { Rule } from '../rule';

export const reservedName: Rule = {
  id: 'queues/reserved-name',
  severity: 'error',
  summary: '`training` is the queue of the jobs that name none, and no queue of the spec has its name.',
  why: 'In the cluster, one of the two would take the place of the other.',
  fix: 'Give the queue another name. What the default queue has is what the others leave.',
  source: 'Ninefold',
  check({ project }) {
    return project.queues.flatMap(({ name }, index): Violation[] => {
      if (name !== defaultQueueName) return [];
      return [
        {
          path: ['queues', index, 'name'],
          message: `${JSON.stringify(name)} is the queue of jobs that name none`,
          expected: 'another name',
          found: name,
          fix: 'rename the queue; its jobs then name it in `queue`',
        },
      ];
    });
  },
};
