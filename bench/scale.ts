import { type Bench, program } from './bench';
import { measure, type Run } from './measure';
import type { Figures } from './promises';

/** Growth from 10 to 50 regions, compared with growth from 1 to 10: 1 is a straight line. */
export function scale({ spec, work }: Bench): Figures {
  const synthesisOf = (regions: number) => (folder: string) => [
    program('synthesize-regions'),
    spec,
    String(regions),
    folder,
  ];
  const runs = measure({ one: synthesisOf(1), ten: synthesisOf(10), fifty: synthesisOf(50) }, 5, work);
  const growth = (figure: keyof Run) =>
    runs.fifty.map((fifty, round) => {
      const [one, ten] = [runs.one[round]?.[figure] ?? Number.NaN, runs.ten[round]?.[figure] ?? Number.NaN];
      return (fifty[figure] - ten) / 40 / ((ten - one) / 9);
    });
  return { 'scale-time': growth('processorSeconds'), 'scale-memory': growth('peakMb') };
}
