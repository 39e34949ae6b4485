import { type Bench, cli } from './bench';
import { measure, ratios } from './measure';
import type { Figures } from './promises';

/** What somebody waits for who checks a spec. */
export function validate({ spec, work }: Bench): Figures {
  const runs = measure({ bare: () => ['-e', '0'], validate: () => [cli, 'validate', spec] }, 15, work);
  return { validate: ratios(runs.validate, runs.bare, 'seconds') };
}
