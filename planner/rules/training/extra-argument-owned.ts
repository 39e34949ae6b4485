import { ownerOf } from '../../training/command/owned-arguments';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const extraArgumentOwned: Rule = {
  id: 'training/extra-argument-owned',
  severity: 'error',
  summary: 'What the spec or its plan decides is set there.',
  why: 'The value would be overridden without a word, or would contradict what the planner has computed.',
  fix: 'Use the field of the spec.',
  source: 'Ninefold: planner/training/command/owned-arguments.ts',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      return Object.keys(job.extraArgs).flatMap((name) => {
        const owner = ownerOf(name, plan.command.args);
        if (owner === undefined) return [];
        return [
          {
            field: ['extraArgs', name],
            message: `${name} is not set by extraArgs`,
            expected: owner,
            found: name,
            fix: owner.startsWith('decided') ? `remove ${name}` : `set ${owner} instead`,
          },
        ];
      });
    });
  },
};
