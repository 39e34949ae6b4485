import type { Violation } from '../../../schemas/finding';
import { suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { namePlaces, poolReferences, shareReferences } from './references';

export const unknownPool: Rule = {
  id: 'structure/unknown-pool',
  severity: 'error',
  summary: 'Training jobs and inference services run on pools of the project, and queues share them.',
  why: 'The pool decides on which nodes and in which regions the work runs; without it there is nowhere to run.',
  fix: 'Write the name of one of the `pools`, or add the pool.',
  source: 'Ninefold',
  check({ project }) {
    const names = project.pools.map(({ name }) => name);
    return [...poolReferences(project), ...shareReferences(project)].flatMap(({ path, name }): Violation[] => {
      if (names.includes(name)) return [];
      return [
        {
          path,
          message: `there is no pool ${JSON.stringify(name)}`,
          expected: 'the name of a pool',
          found: name,
          fix: suggestFrom(name, names, 'pool'),
          involves: namePlaces('pools', project.pools),
        },
      ];
    });
  },
};
