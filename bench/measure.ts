import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** One whole process, measured from outside. */
export interface Run {
  readonly seconds: number;
  /** Of the processors, which other work on the machine does not lengthen as it does `seconds`. */
  readonly processorSeconds: number;
  readonly peakMb: number;
}

/** Arguments of `node`, given a folder that is empty and goes away after the run. */
export type Command = (folder: string) => readonly string[];

/**
 * Runs each command in turn, several rounds, so that a machine whose speed drifts slows all of them alike. The first round
 * warms the file cache up and is not counted.
 *
 * @param work where the folders of the commands are made
 * @returns the runs of each command, by round
 */
export function measure<Name extends string>(
  commands: Readonly<Record<Name, Command>>,
  rounds: number,
  work: string,
): Record<Name, readonly Run[]> {
  const named = Object.entries<Command>(commands);
  const table = Array.from({ length: rounds + 1 }, () => named.map(([, command]) => inFolder(command, work)));
  const [, ...counted] = table;
  const columns = named.map(([name], column) => [name, counted.flatMap((row) => row[column] ?? [])]);
  return Object.fromEntries(columns) as Record<Name, readonly Run[]>;
}

/** The same figure of two commands, round by round, so that what slows one round down slows both. */
export function ratios(a: readonly Run[], b: readonly Run[], figure: keyof Run): number[] {
  return a.map((run, round) => run[figure] / (b[round]?.[figure] ?? Number.NaN));
}

function inFolder(command: Command, work: string): Run {
  const folder = mkdtempSync(join(work, 'run-'));
  const run = runOnce(command(folder));
  rmSync(folder, { recursive: true });
  return run;
}

/** Node reports its own use of memory and processors when it exits; that needs no tool of the operating system. */
const reporter = `process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write('\\npeak-kb ' + maxRSS + ' cpu-us ' + (userCPUTime + systemCPUTime) + '\\n') })`;

function runOnce([...args]: readonly string[]): Run {
  const preload = `data:text/javascript,${encodeURIComponent(reporter)}`;
  const start = process.hrtime.bigint();
  const result = spawnSync(process.execPath, ['--import', preload, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (result.status !== 0) throw new Error(`node ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
  const [, peak, processor] = /peak-kb (\d+) cpu-us (\d+)/.exec(result.stderr) ?? [];
  return { seconds, processorSeconds: Number(processor) / 1e6, peakMb: Number(peak) / 1024 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0];
  return (low + high) / 2;
}
