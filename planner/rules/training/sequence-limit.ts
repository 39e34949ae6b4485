import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const sequenceLimit: Rule = {
  id: 'training/sequence-limit',
  severity: 'warning',
  summary: 'Sequences are no longer than the model was made for.',
  why: 'Beyond its limit a model has seen no positions; what it learns there is worth little, and the tokens are paid for.',
  fix: 'Shorten `sequenceLength`, or take a model with a longer limit.',
  source: 'Configuration of the models: max_position_embeddings',
  check(subject) {
    return checkJobs(subject, ({ job, model }) => {
      const { sequenceLength } = job.hyperparameters;
      if (model === undefined || sequenceLength <= model.maxPositions) return [];
      return [
        {
          field: ['hyperparameters', 'sequenceLength'],
          message: `${job.model} was made for ${model.maxPositions} tokens, and sequences have ${sequenceLength}`,
          expected: `at most ${model.maxPositions}`,
          found: String(sequenceLength),
          fix: `set sequenceLength to ${model.maxPositions}`,
        },
      ];
    });
  },
};
