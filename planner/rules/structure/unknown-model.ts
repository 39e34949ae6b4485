import type { Rule } from '../rule';
import { modelReferences, unknownNames } from './references';

export const unknownModel: Rule = {
  id: 'structure/unknown-model',
  severity: 'error',
  summary: 'Training jobs, inference services and evaluations use models of the project.',
  why: 'The entry in `models` says where the weights lie; without it there is nothing to train or to serve.',
  fix: 'Write the name of one of the `models`, or add the model. The result of a training job is `{ training: <job> }`.',
  source: 'Ninefold',
  check({ project }) {
    return unknownNames(modelReferences(project), 'models', project, 'model').map((violation) => {
      const { path, found } = violation;
      const isJob = path[0] !== 'training' && project.training.some(({ name }) => name === found);
      if (!isJob) return violation;
      return {
        ...violation,
        message: `${JSON.stringify(found)} is a training job, not a model`,
        fix: `for the job's result, write { training: ${found} }`,
      };
    });
  },
};
