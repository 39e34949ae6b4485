import { baseModelOf } from '../../resolve/base-model';
import type { Rule } from '../rule';
import { checkEvaluations } from './evaluation-rule';

export const unknownArchitecture: Rule = {
  id: 'evaluation/unknown-architecture',
  severity: 'warning',
  summary: 'The shape of a model that is evaluated is known.',
  why: 'Without it nobody can say whether it fits, and the evaluation takes all GPUs of a node.',
  fix: 'Name the model of the catalog that it has the shape of with `like`, or its config.json with `config`.',
  source: 'Ninefold: catalog/models.ts',
  check(subject) {
    const { project, environment } = subject;
    return checkEvaluations(subject, ({ name: evaluation, model }) => {
      const name = model === undefined ? undefined : baseModelOf(project, model);
      const shape = environment.models.find((candidate) => candidate.name === name)?.architecture;
      if (name === undefined || shape !== undefined) return [];
      // Where a job trains the model, training/unknown-architecture has said it.
      if (project.training.some((job) => job.model === name)) return [];
      return [
        {
          field: ['model'],
          message: `the catalog does not know the shape of ${name}, which ${evaluation} serves`,
          found: name,
          fix: `add like: with the name of the model that ${name} was made from, or config: with the path of its config.json`,
        },
      ];
    });
  },
};
