/**
 * `npm run bench`: the ratios that Ninefold promises, each against a baseline measured in the same run. Prints a table;
 * exits 1 if a promise is broken. `--json FILE` writes the figures as well.
 */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { synthesize } from '../stacks/synthesize';
import { environmentWithRegions } from './environments';
import { measure, type Run } from './measure';
import { writePlainProgram } from './plain-program';

const root = resolve(__dirname, '..', '..');
const spec = join(root, 'examples', 'chat-assistant', 'project.yaml');
const work = mkdtempSync(join(tmpdir(), 'ninefold-bench-'));

interface Promise {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: string;
  readonly kept: boolean;
}

try {
  symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'));
  const results = [...validate(), ...synthesis(), ...scale()];
  report(results);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function validate(): Promise[] {
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

function synthesis(): Promise[] {
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
    atMost('synth / hand-written program', timeRatio(runs, 'ninefold', 'tuned'), 1.3, '×'),
    atLeast('hand-written program without remedies / synth', timeRatio(runs, 'stock', 'ninefold'), 1.4, '×'),
    atMost('peak memory of synth', runs['ninefold']?.peakMb ?? Number.NaN, 250, ' MB'),
  ];
}

/** Growth from 10 to 50 regions, compared with growth from 1 to 10: 1 is a straight line. */
function scale(): Promise[] {
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

function timeRatio(runs: Readonly<Record<string, Run>>, a: string, b: string): number {
  return (runs[a]?.seconds ?? Number.NaN) / (runs[b]?.seconds ?? Number.NaN);
}

function atMost(what: string, value: number, limit: number, unit: string): Promise {
  return { what, value, unit, limit: `at most ${limit}${unit}`, kept: value <= limit };
}

function atLeast(what: string, value: number, limit: number, unit: string): Promise {
  return { what, value, unit, limit: `at least ${limit}${unit}`, kept: value >= limit };
}

function report(results: readonly Promise[]): void {
  for (const { what, value, unit, limit, kept } of results) {
    const figure = unit === '' ? String(value) : `${value.toFixed(2)}${unit}`;
    process.stdout.write(`${kept ? 'ok  ' : 'FAIL'} ${what.padEnd(48)} ${figure.padStart(10)}   ${limit}\n`);
  }
  const json = process.argv.indexOf('--json');
  const file = json > 0 ? process.argv[json + 1] : undefined;
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  if (results.some((result) => !result.kept)) process.exitCode = 1;
}
