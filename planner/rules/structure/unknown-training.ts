import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { jobReferences, namePlaces } from './references';

export const unknownTraining: Rule = {
  id: 'structure/unknown-training',
  severity: 'error',
  summary: 'A service or a job that uses the result of a training job names a job of the project.',
  why: 'Weights and adapters are read from where the job writes its final checkpoint; a job that is not there writes none.',
  fix: 'Write the name of one of the `training` jobs, or add the job.',
  source: 'Ninefold',
  check({ project }) {
    const names = project.training.map(({ name }) => name);
    return jobReferences(project).flatMap(({ path, name }): Violation[] => {
      if (names.includes(name)) return [];
      return [
        {
          path,
          message: `there is no training job ${JSON.stringify(name)}`,
          expected: 'the name of a training job',
          found: name,
          fix: suggestFrom(name, names, 'training job'),
          involves: namePlaces('training', project.training),
        },
      ];
    });
  },
};
