import { type Bench, program } from './bench';
import { measure, ratios } from './measure';
import type { Figures } from './promises';

/** What a thousand manifests add to the synthesis of the example. */
export function manifests({ spec, work }: Bench): Figures {
  const synthesisWith = (count: number) => (folder: string) => [
    program('synthesize-manifests'),
    spec,
    String(count),
    folder,
  ];
  const runs = measure({ without: synthesisWith(0), with: synthesisWith(1000) }, 9, work);
  return { manifests: ratios(runs.with, runs.without, 'processorSeconds') };
}
