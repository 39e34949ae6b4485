import type { Rule } from '../rule';
import { checkEvaluations } from './evaluation-rule';

export const nameTaken: Rule = {
  id: 'evaluation/name-taken',
  severity: 'error',
  summary: 'No evaluation has the name of a training job.',
  why: 'Both have their accounts, templates and runs in one namespace, by name: one would take the place of the other.',
  fix: 'Rename one of the two.',
  source: 'Ninefold',
  check(subject) {
    const jobs = subject.project.training.map(({ name }) => name);
    return checkEvaluations(
      subject,
      ({ name }) =>
        jobs.includes(name)
          ? [
              {
                field: ['name'],
                message: `${name} is the name of a training job as well`,
                expected: 'a name of its own',
                found: name,
                fix: `rename it, for example to ${name}-scores`,
              },
            ]
          : [],
      ({ name }) => jobs.flatMap((job, index) => (job === name ? [['training', index, 'name']] : [])),
    );
  },
};
