import { join } from 'node:path';
import { synthesize } from '../stacks/synthesize';
import { type Bench, program, regionsFor } from './bench';
import { environmentWithRegions } from './environments';
import { measure, ratios } from './measure';
import { writePlainProgram } from './plain-program';
import type { Figures } from './promises';

/** A large synthesis, against the same by hand: with what CDKTF's tutorials show, and as well as it can be done. */
export function synthesis(bench: Bench): Figures {
  const { spec, work } = bench;
  const regions = regionsFor(3000, bench);
  const sample = join(work, 'sample');
  synthesize(environmentWithRegions(spec, regions), sample);
  const [tuned, stock] = [join(work, 'tuned.js'), join(work, 'stock.js')];
  const resources = writePlainProgram(sample, tuned, true);
  writePlainProgram(sample, stock, false);
  const runs = measure(
    {
      ninefold: (folder) => [program('synthesize-regions'), spec, String(regions), folder],
      tuned: (folder) => [tuned, folder],
      stock: (folder) => [stock, folder],
    },
    7,
    work,
  );
  return {
    'synthesis-size': [resources],
    synthesis: ratios(runs.ninefold, runs.tuned, 'processorSeconds'),
    remedies: ratios(runs.stock, runs.ninefold, 'processorSeconds'),
    'synthesis-memory': runs.ninefold.map(({ peakMb }) => peakMb),
  };
}
