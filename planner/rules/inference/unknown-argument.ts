import type { Rule } from '../rule';
import { checkServices } from './service-rule';
import { unknownArguments } from './unknown-arguments';

export const unknownArgument: Rule = {
  id: 'inference/unknown-argument',
  severity: 'warning',
  summary: 'A further argument is one that the catalog knows of the engine.',
  why: 'If the engine does not have it, it prints its usage and ends, in every region, after the nodes were started. The lists of the catalog are long and not whole: each version of an engine brings new arguments.',
  fix: 'Look it up in the documentation of the pinned version; if it is there, suppress this finding.',
  source: 'Ninefold: catalog/engine-arguments.ts',
  check(subject) {
    return checkServices(subject, ({ service }) =>
      unknownArguments(service.engine, service.extraArgs)
        // Otherwise it is inference/misspelt-argument.
        .filter(({ meant }) => meant === undefined)
        .map(({ name, position }) => ({
          field: ['extraArgs', position],
          message: `the catalog knows no ${name} of ${service.engine}`,
          expected: `an argument of ${service.engine}`,
          found: name,
          fix: 'check it, and suppress this finding if it is right',
        })),
    );
  },
};
