import type { Rule } from '../rule';
import { jobReferences, unknownNames } from './references';

export const unknownTraining: Rule = {
  id: 'structure/unknown-training',
  severity: 'error',
  summary: 'A service or a job that uses the result of a training job names a job of the project.',
  why: 'Weights and adapters are read from where the job writes its final checkpoint; a job that is not there writes none.',
  fix: 'Write the name of one of the `training` jobs, or add the job.',
  source: 'Ninefold',
  check({ project }) {
    return unknownNames(jobReferences(project), 'training', project, 'training job');
  },
};
