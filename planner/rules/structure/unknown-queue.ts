import type { Rule } from '../rule';
import { queueReferences, unknownNames } from './references';

export const unknownQueue: Rule = {
  id: 'structure/unknown-queue',
  severity: 'error',
  summary: 'A training job waits in a queue of the project.',
  why: 'A job in a queue that does not exist is never started, and nothing says so.',
  fix: 'Write the name of one of the `queues`, add the queue, or leave `queue` out.',
  source: 'Kueue documentation, "Local Queue"',
  check({ project }) {
    return unknownNames(queueReferences(project), 'queues', project, 'queue');
  },
};
