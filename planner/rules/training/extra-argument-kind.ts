import { expectedInstead } from '../../../catalog/ms-swift/check-argument';
import { argumentsOf } from '../../../catalog/ms-swift/commands';
import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const extraArgumentKind: Rule = {
  id: 'training/extra-argument-kind',
  severity: 'error',
  summary: 'Arguments have values that ms-swift can read.',
  why: 'The program ms-swift stops at a value of another kind.',
  fix: 'Write a value of that kind.',
  source: 'ms-swift 4.4, swift/arguments; transformers, training_args.py',
  check(subject) {
    return checkJobs(subject, ({ job, plan }) => {
      const known = argumentsOf(plan.command.program) ?? {};
      return Object.entries(job.extraArgs).flatMap(([name, value]) => {
        const kind = Object.hasOwn(known, name) ? known[name] : undefined;
        const expected = kind && expectedInstead(kind, value);
        if (expected === undefined) return [];
        return [
          {
            field: ['extraArgs', name],
            message: `${name} takes ${expected}`,
            expected,
            found: JSON.stringify(value),
            fix: `write ${expected}`,
          },
        ];
      });
    });
  },
};
