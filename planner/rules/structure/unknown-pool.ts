import type { Rule } from '../rule';
import { poolReferences, shareReferences, unknownNames } from './references';

export const unknownPool: Rule = {
  id: 'structure/unknown-pool',
  severity: 'error',
  summary: 'Training jobs and inference services run on pools of the project, and queues share them.',
  why: 'The pool decides on which nodes and in which regions the work runs; without it there is nowhere to run.',
  fix: 'Write the name of one of the `pools`, or add the pool.',
  source: 'Ninefold',
  check({ project }) {
    return unknownNames([...poolReferences(project), ...shareReferences(project)], 'pools', project, 'pool');
  },
};
