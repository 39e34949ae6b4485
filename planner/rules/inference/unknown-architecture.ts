import { baseModelOf } from '../../resolve/base-model';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const unknownArchitecture: Rule = {
  id: 'inference/unknown-architecture',
  severity: 'warning',
  summary: 'The shape of a model that is served is known.',
  why: 'Without it nobody can say whether the service fits, how long it loads and how many requests it holds.',
  fix: 'Name the model of the catalog that it has the shape of with `like`, or its config.json with `config`.',
  source: 'Ninefold: catalog/models.ts',
  check(subject) {
    return checkServices(subject, ({ service, model }) => {
      const base = baseModelOf(subject.project, service.model);
      if (model !== undefined || base === undefined) return [];
      // Where a job trains the model, training/unknown-architecture has said it.
      if (subject.project.training.some((job) => job.model === base)) return [];
      return [
        {
          field: ['model'],
          message: `the catalog does not know the shape of ${base}, which ${service.name} serves`,
          found: base,
          fix: `add like: with the name of the model that ${base} was made from, or config: with the path of its config.json`,
        },
      ];
    });
  },
};
