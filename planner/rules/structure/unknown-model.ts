import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { modelReferences, namePlaces } from './references';

export const unknownModel: Rule = {
  id: 'structure/unknown-model',
  severity: 'error',
  summary: 'Training jobs and inference services use models of the project.',
  why: 'The entry in `models` says where the weights lie; without it there is nothing to train or to serve.',
  fix: 'Write the name of one of the `models`, or add the model. The result of a training job is `{ training: <job> }`.',
  source: 'Ninefold',
  check({ project }) {
    const names = project.models.map(({ name }) => name);
    return modelReferences(project).flatMap(({ path, name }): Violation[] => {
      if (names.includes(name)) return [];
      const isJob = path[0] === 'inference' && project.training.some((job) => job.name === name);
      return [
        {
          path,
          message: isJob
            ? `${JSON.stringify(name)} is a training job, not a model`
            : `there is no model ${JSON.stringify(name)}`,
          expected: 'the name of a model',
          found: name,
          fix: isJob ? `to serve the job's result, write { training: ${name} }` : suggestFrom(name, names, 'model'),
          involves: namePlaces('models', project.models),
        },
      ];
    });
  },
};
