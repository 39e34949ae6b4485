import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { modelReferences, unusedItems } from './references';

export const unusedModel: Rule = {
  id: 'structure/unused-model',
  severity: 'warning',
  summary: 'Every model is used by a training job, an inference service or an evaluation.',
  why: 'A model that nobody names is not served. It is most often what is left of a change that was made only by half.',
  fix: 'Remove the model, or name it in the job or service that it is meant for.',
  source: 'Ninefold',
  check({ project }) {
    return unusedItems(project.models, modelReferences(project)).map((index): Violation => {
      return {
        path: ['models', index, 'name'],
        message: `no training job, no inference service and no evaluation uses the model ${JSON.stringify(project.models[index]?.name)}`,
        fix: 'remove the model, or name it where it is meant to be used',
        involves: [['training'], ['inference'], ['evaluation']],
      };
    });
  },
};
