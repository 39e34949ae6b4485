import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { queueReferences, unusedItems } from './references';

export const unusedQueue: Rule = {
  id: 'structure/unused-queue',
  severity: 'warning',
  summary: 'Every queue is used by a training job or an evaluation.',
  why: 'Nodes that such a queue has for itself are missing to the others as soon as they may not borrow.',
  fix: 'Remove the queue, or name it in the jobs that it is meant for.',
  source: 'Ninefold',
  check({ project }) {
    return unusedItems(project.queues, queueReferences(project)).map(
      (index): Violation => ({
        path: ['queues', index, 'name'],
        message: `no training job and no evaluation waits in the queue ${JSON.stringify(project.queues[index]?.name)}`,
        fix: 'remove the queue, or write its name as `queue` of one',
        involves: [['training'], ['evaluation']],
      }),
    );
  },
};
