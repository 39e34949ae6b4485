import { type Bench, program, regionsFor } from './bench';
import { measure, ratios } from './measure';
import type { Figures } from './promises';

/** Both sides of a change of every resource, and what a reviewer reads about it. */
export function diff(bench: Bench): Figures {
  const { spec, work } = bench;
  const regions = String(regionsFor(3000, bench));
  const runs = measure(
    {
      synthesis: (folder) => [program('synthesize-regions'), spec, regions, folder],
      diff: (folder) => [program('diff-regions'), spec, regions, folder],
    },
    5,
    work,
  );
  return { diff: ratios(runs.diff, runs.synthesis, 'processorSeconds') };
}
