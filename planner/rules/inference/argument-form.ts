import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const argumentForm: Rule = {
  id: 'inference/argument-form',
  severity: 'error',
  summary: 'Further arguments are written as on a command line.',
  why: 'A value without its argument is taken for the name of a model or a file.',
  fix: 'Write each argument with its two hyphens, and its value behind it as an item of its own.',
  source: 'argparse documentation; command lines of the engines',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const first = service.extraArgs[0];
      return first === undefined || first.startsWith('--')
        ? []
        : [
            {
              field: ['extraArgs', 0],
              message: `${JSON.stringify(first)} is no argument`,
              expected: 'an argument such as --max-num-seqs',
              found: first,
              fix: `write --${first.replace(/^-+/, '')}`,
            },
          ];
    });
  },
};
