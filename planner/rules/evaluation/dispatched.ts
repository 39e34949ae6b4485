import type { Rule } from '../rule';
import { checkEvaluations } from './evaluation-rule';

export const dispatched: Rule = {
  id: 'evaluation/dispatched',
  severity: 'error',
  summary: 'No evaluation waits in a queue whose jobs go to other regions.',
  why: 'Only the runs of trainings are sent. In the cluster that starts it the queue has no nodes, so it would wait for ever.',
  fix: 'Name a queue without `dispatch`, or leave `queue` out.',
  source: 'Ninefold: runs of trainings are sent, and nothing else',
  check(subject) {
    const { queues } = subject.project;
    return checkEvaluations(
      subject,
      ({ name, queue }) =>
        queues.some((candidate) => candidate.name === queue && candidate.dispatch)
          ? [
              {
                field: ['queue'],
                message: `${queue} sends trainings to other regions, and has no nodes for ${name}`,
                expected: 'a queue without dispatch',
                found: queue ?? '',
                fix: 'name another queue, or remove queue',
              },
            ]
          : [],
      ({ queue }) => queues.flatMap(({ name }, index) => (name === queue ? [['queues', index, 'dispatch']] : [])),
    );
  },
};
