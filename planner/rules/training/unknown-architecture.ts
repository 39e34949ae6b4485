import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { plannedJobs } from './jobs';

export const unknownArchitecture: Rule = {
  id: 'training/unknown-architecture',
  severity: 'warning',
  summary: 'The shape of a model that is trained is known.',
  why: 'Without it nobody can say whether the job fits, and `parallelism: auto` can only take what works for every size.',
  fix: 'Name the model of the catalog that it has the shape of with `like`, or its config.json with `config`.',
  source: 'Ninefold: catalog/models.ts',
  check(subject) {
    const { models } = subject.project;
    return plannedJobs(subject).flatMap(({ job, model }): Violation[] => {
      const index = models.findIndex(({ name }) => name === job.model);
      const source = models[index]?.source;
      if (model !== undefined || source === undefined) return [];
      // Several jobs on one model are one gap.
      const first = subject.project.training.find((other) => other.model === job.model);
      if (first?.name !== job.name) return [];
      return [
        {
          path: ['models', index, 'source'],
          message: `the catalog does not know the shape of ${job.model}, which ${job.name} trains`,
          found: source,
          fix: 'add like: with the name of the model that it was made from, or config: with the path of its config.json',
          involves: [
            ['models', index, 'like'],
            ['models', index, 'config'],
          ],
        },
      ];
    });
  },
};
