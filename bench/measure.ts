import { spawnSync } from 'node:child_process';

/** One whole process, measured from outside. */
export interface Run {
  readonly seconds: number;
  /** Of the processors, which other work on the machine does not lengthen as it does `seconds`. */
  readonly processorSeconds: number;
  readonly peakMb: number;
}

/**
 * Runs each command in turn, several rounds, so that a machine whose speed drifts slows all of them alike, and returns
 * the median of each. The first round warms the file cache up and is not counted.
 */
export function measure(commands: Readonly<Record<string, readonly string[]>>, rounds: number): Record<string, Run> {
  const runs: Record<string, Run[]> = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, command] of Object.entries(commands)) {
      const run = runOnce(command);
      if (round > 0) runs[name]?.push(run);
    }
  }
  return Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, medianRun(list)]));
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

export function medianRun(runs: readonly Run[]): Run {
  return {
    seconds: median(runs.map((run) => run.seconds)),
    processorSeconds: median(runs.map((run) => run.processorSeconds)),
    peakMb: median(runs.map((run) => run.peakMb)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0];
  return (low + high) / 2;
}
