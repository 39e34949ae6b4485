import type { Rule } from '../rule';
import { checkServices } from './service-rule';
import { unknownArguments } from './unknown-arguments';

export const misspeltArgument: Rule = {
  id: 'inference/misspelt-argument',
  severity: 'warning',
  summary: 'A further argument is not a slip of the pen for one that the engine has.',
  why: 'The engine prints its usage and ends, in every region, after the nodes were started.',
  fix: 'Write the argument as the engine does; if it has both, suppress this finding.',
  source: 'Ninefold: catalog/engine-arguments.ts',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      return unknownArguments(service.engine, service.extraArgs).flatMap(({ name, position, meant }) => {
        if (meant === undefined) return [];
        return [
          {
            field: ['extraArgs', position],
            message: `${service.engine} has ${meant}, and no ${name} that Ninefold knows of`,
            expected: meant,
            found: name,
            fix: `write ${meant}`,
          },
        ];
      });
    });
  },
};
