import type { Rule } from '../rule';
import { checkEvaluations } from './evaluation-rule';

export const serviceAsleep: Rule = {
  id: 'evaluation/service-asleep',
  severity: 'error',
  summary: 'A service that is evaluated has a replica at all times.',
  why: 'It is asked inside of its cluster, past the gateway that would wake it: every question would be refused, and the run fails.',
  fix: 'Set `replicas: { min: 1 }` or more, or evaluate its `model` on a `pool`.',
  source: 'Ninefold: evaluation.service against inference.replicas',
  check(subject) {
    const { inference } = subject.project;
    return checkEvaluations(
      subject,
      ({ name, service }) => {
        const asked = inference.find((candidate) => candidate.name === service);
        if (asked === undefined || asked.replicas.min > 0) return [];
        return [
          {
            field: ['service'],
            message: `${asked.name} may have no replica, and nothing wakes it for ${name}`,
            expected: 'replicas.min of at least 1',
            found: '0',
            fix: `set replicas.min of ${asked.name} to 1, or evaluate its model on a pool`,
          },
        ];
      },
      ({ service }) =>
        inference.flatMap(({ name }, index) => (name === service ? [['inference', index, 'replicas']] : [])),
    );
  },
};
