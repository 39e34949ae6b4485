import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { namePlaces, queueReferences } from './references';

export const unknownQueue: Rule = {
  id: 'structure/unknown-queue',
  severity: 'error',
  summary: 'A training job waits in a queue of the project.',
  why: 'A job in a queue that does not exist is never started, and nothing says so.',
  fix: 'Write the name of one of the `queues`, add the queue, or leave `queue` out.',
  source: 'Kueue documentation, "Local Queue"',
  check({ project }) {
    const names = project.queues.map(({ name }) => name);
    return queueReferences(project).flatMap(({ path, name }): Violation[] => {
      if (names.includes(name)) return [];
      return [
        {
          path,
          message: `there is no queue ${JSON.stringify(name)}`,
          expected: 'the name of a queue',
          found: name,
          fix: suggestFrom(name, names, 'queue'),
          involves: namePlaces('queues', project.queues),
        },
      ];
    });
  },
};
