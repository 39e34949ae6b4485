import { engineArguments } from '../../../catalog/engine-arguments';
import { suggest } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const misspeltArgument: Rule = {
  id: 'inference/misspelt-argument',
  severity: 'warning',
  summary: 'A further argument is not a slip of the pen for one that the engine has.',
  why: 'The engine prints its usage and ends, in every region, after the nodes were started.',
  fix: 'Write the argument as the engine does; if it has both, suppress this finding.',
  source: 'Ninefold: catalog/engine-arguments.ts',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const known = Object.keys(engineArguments[service.engine]);
      return service.extraArgs.flatMap((word, position) => {
        const [name = word] = word.split('=');
        // vLLM takes underscores for hyphens, and switches with a `no` before them.
        const spelled = name.replaceAll('_', '-').replace(/^--no-/, '--');
        const meant = spelled.startsWith('--') && !known.includes(spelled) ? suggest(spelled, known) : undefined;
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
