import { argumentsOf } from '../../../catalog/ms-swift/commands';
import { msSwift } from '../../../catalog/ms-swift/pinned';
import { suggest, suggestFrom } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const extraArgumentUnknown: Rule = {
  id: 'training/extra-argument-unknown',
  severity: 'error',
  summary: 'Arguments are those of the pinned ms-swift.',
  why: 'The program ms-swift stops at an argument that it does not know, when GPUs are waiting already.',
  fix: 'Correct the name, or remove it.',
  source: 'ms-swift 4.4, swift/arguments; transformers, training_args.py',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      const known = argumentsOf(plan.command.program) ?? {};
      return Object.keys(job.extraArgs).flatMap((name) => {
        if (Object.hasOwn(known, name)) return [];
        const command = plan.command.program.join(' ');
        return [
          {
            field: ['extraArgs', name],
            message: `${command} of ms-swift ${msSwift.version} has no argument ${name}`,
            expected: `an argument of ${command}`,
            found: name,
            fix:
              suggest(name, Object.keys(known)) === undefined
                ? 'remove it'
                : suggestFrom(name, Object.keys(known), 'argument'),
          },
        ];
      });
    });
  },
};
