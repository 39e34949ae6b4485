/**
 * `npm run bench`: the figures that Ninefold promises, where it can be as ratios to a baseline measured in the same run.
 * Prints a table; exits 1 if a promise is broken. `npm run bench -- sandbox provider` measures only these groups,
 * `--json FILE` writes the figures as well.
 */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { synthesize } from '../stacks/synthesize';
import { availability } from './availability';
import { environmentWithRegions } from './environments';
import { measure, type Run } from './measure';
import { writePlainProgram } from './plain-program';
import { atLeast, atMost, type Promised } from './promises';
import { reportPages } from './report-page';
import { providerStarts, sandboxGrowth, sandboxUp } from './sandbox';
import { trainingPlans } from './training-plans';

const root = resolve(__dirname, '..', '..');
const spec = join(root, 'examples', 'chat-assistant', 'project.yaml');
const work = mkdtempSync(join(tmpdir(), 'ninefold-bench-'));

const groups: Readonly<Record<string, () => Promised[] | Promise<Promised[]>>> = {
  validate,
  synthesis,
  scale,
  manifests,
  diff,
  report: () => reportPages(spec, regionsFor(3000), work),
  availability: () => availability(spec),
  training: () => trainingPlans(spec, join(root, 'dist', 'cli', 'ninefold.js'), work),
  provider: () => providerStarts(work),
  sandbox: () => [...sandboxUp(spec, work), ...sandboxGrowth(spec, work)],
};

void run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  const json = args.indexOf('--json');
  const file = json < 0 ? undefined : args[json + 1];
  const named = args.filter((_, index) => json < 0 || (index !== json && index !== json + 1));
  const results: Promised[] = [];
  try {
    symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'));
    for (const name of named.length > 0 ? named : Object.keys(groups)) {
      const measured = await groups[name]?.();
      if (measured === undefined)
        throw new Error(`there is no group ${name}; there are ${Object.keys(groups).join(', ')}`);
      for (const result of measured) print(result);
      results.push(...measured);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  if (results.some(({ kept }) => !kept)) process.exitCode = 1;
}

function validate(): Promised[] {
  const cli = join(root, 'dist', 'cli', 'ninefold.js');
  const runs = measure({ bare: ['-e', '0'], validate: [cli, 'validate', spec] }, 9);
  const ratio = timeRatio(runs, 'validate', 'bare');
  return [atMost('validate / bare node', ratio, 4, '×')];
}

/** Regions that make some 3,000 resources of the example. */
function regionsFor(resources: number): number {
  const count = (regions: number) => {
    const stacks = synthesize(environmentWithRegions(spec, regions), join(work, `probe-${regions}`));
    return stacks.reduce((sum, stack) => sum + stack.resources, 0);
  };
  const [one, two] = [count(1), count(2)];
  return Math.ceil((resources - one) / (two - one)) + 1;
}

function synthesis(): Promised[] {
  const regions = String(regionsFor(3000));
  const program = join(__dirname, 'synthesize-regions.js');
  const sample = join(work, 'sample');
  synthesize(environmentWithRegions(spec, Number(regions)), sample);
  const [tuned, stock] = [join(work, 'tuned.js'), join(work, 'stock.js')];
  const resources = writePlainProgram(sample, tuned, true);
  writePlainProgram(sample, stock, false);
  const runs = measure(
    {
      ninefold: [program, spec, regions, join(work, 'ninefold')],
      tuned: [tuned, join(work, 'tuned')],
      stock: [stock, join(work, 'stock')],
    },
    5,
  );
  return [
    atLeast('resources synthesized', resources, 3000, ''),
    // The program writes no charts: rendering what runs in the clusters is most of the difference.
    atMost('synth with charts / hand-written program without', timeRatio(runs, 'ninefold', 'tuned'), 2, '×'),
    atLeast('hand-written program without remedies / synth', timeRatio(runs, 'stock', 'ninefold'), 1.4, '×'),
    atMost('peak memory of synth', runs['ninefold']?.peakMb ?? Number.NaN, 250, ' MB'),
  ];
}

/** Growth from 10 to 50 regions, compared with growth from 1 to 10: 1 is a straight line. */
function scale(): Promised[] {
  const program = join(__dirname, 'synthesize-regions.js');
  const counts = [1, 10, 50];
  const commands = Object.fromEntries(
    counts.map((count) => [`r${count}`, [program, spec, String(count), join(work, `scale-${count}`)]]),
  );
  const runs = measure(commands, 5);
  const slope = (from: number, to: number, figure: keyof Run) =>
    ((runs[`r${to}`]?.[figure] ?? 0) - (runs[`r${from}`]?.[figure] ?? 0)) / (to - from);
  return [
    atMost('time per further region, 10…50 / 1…10', slope(10, 50, 'seconds') / slope(1, 10, 'seconds'), 1.25, '×'),
    atMost('memory per further region, 10…50 / 1…10', slope(10, 50, 'peakMb') / slope(1, 10, 'peakMb'), 1.25, '×'),
  ];
}

/** What a thousand jobs add to the synthesis of the example. */
function manifests(): Promised[] {
  const program = join(__dirname, 'synthesize-manifests.js');
  const runs = measure(
    {
      without: [program, spec, '0', join(work, 'no-manifests')],
      with: [program, spec, '1000', join(work, 'manifests')],
    },
    9,
  );
  return [atMost('synth with 1,000 more manifests / without', timeRatio(runs, 'with', 'without'), 1.4, '×')];
}

/** Both sides of a change of every resource, and what a reviewer reads about it. */
function diff(): Promised[] {
  const regions = String(regionsFor(3000));
  const runs = measure(
    {
      synth: [join(__dirname, 'synthesize-regions.js'), spec, regions, join(work, 'diff-synth')],
      diff: [join(__dirname, 'diff-regions.js'), spec, regions, join(work, 'diff')],
    },
    5,
  );
  return [atMost('diff of 3,000 resources / synth', timeRatio(runs, 'diff', 'synth'), 2.5, '×')];
}

function timeRatio(runs: Readonly<Record<string, Run>>, a: string, b: string): number {
  return (runs[a]?.seconds ?? Number.NaN) / (runs[b]?.seconds ?? Number.NaN);
}

function print({ what, value, unit, limit, kept }: Promised): void {
  const figure = unit === '' ? String(value) : `${value.toFixed(2)}${unit}`;
  process.stdout.write(`${kept ? 'ok  ' : 'FAIL'} ${what.padEnd(48)} ${figure.padStart(10)}   ${limit}\n`);
}
