import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { namePlaces } from './references';

export const unknownTraining: Rule = {
  id: 'structure/unknown-training',
  severity: 'error',
  summary: 'A service that serves the result of a training job names a job of the project.',
  why: 'The service loads its weights from where the job writes its final checkpoint; a job that is not there writes none.',
  fix: 'Write the name of one of the `training` jobs, or add the job.',
  source: 'Ninefold',
  check({ project }) {
    const names = project.training.map(({ name }) => name);
    return project.inference.flatMap(({ model }, index): Violation[] => {
      if (typeof model === 'string' || names.includes(model.training)) return [];
      return [
        {
          path: ['inference', index, 'model', 'training'],
          message: `there is no training job ${JSON.stringify(model.training)}`,
          expected: 'the name of a training job',
          found: model.training,
          fix: suggestFrom(model.training, names, 'training job'),
          involves: namePlaces('training', project.training),
        },
      ];
    });
  },
};
