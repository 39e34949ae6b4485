import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A process that works in an output folder. */
interface RunningProcess {
  readonly pid: number;
  /** What it does, for people. */
  readonly work: string;
  /** Tells it from a later process with the same id. */
  readonly started: string;
}

/** Folder, below the output folder, with a file for every process that works there. */
export const runningFolder = 'running';

/**
 * Notes in an output folder that a process works there. Whoever replaces the folder asks first: a Terraform process
 * whose folder is gone can store its state nowhere. It may go on when its Ninefold is long gone.
 */
export function noteRunning(output: string, pid: number, work: string): void {
  const running: RunningProcess = { pid, work, started: processStart(pid) ?? '' };
  mkdirSync(join(output, runningFolder), { recursive: true });
  writeFileSync(fileOf(output, pid), `${JSON.stringify(running)}\n`);
}

/** Takes the note back. */
export function forgetRunning(output: string, pid: number): void {
  rmSync(fileOf(output, pid), { force: true });
  try {
    rmdirSync(join(output, runningFolder));
  } catch {
    // Others are still working there.
  }
}

/** The processes that work in an output folder now, other than this one: a Ninefold before the Terraform that it runs. */
export function runningIn(output: string): (RunningProcess & { readonly since: Date })[] {
  const others = namesIn(join(output, runningFolder)).flatMap((name) => {
    const file = join(output, runningFolder, name);
    const running = read(file);
    const isOther = running !== undefined && running.pid !== process.pid;
    const since = statSync(file, { throwIfNoEntry: false })?.mtime;
    return isOther && since !== undefined && processStart(running.pid) === running.started
      ? [{ ...running, since }]
      : [];
  });
  return others.sort((a, b) => a.since.getTime() - b.since.getTime());
}

function fileOf(output: string, pid: number): string {
  return join(output, runningFolder, `${pid}.json`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): RunningProcess | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningProcess;
  } catch {
    // It ended just now, or was killed while it wrote the note.
    return undefined;
  }
}

/** When a process was started, in whatever unit the system has; undefined if there is no such process. */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      // Fields after the name in parentheses: the state is the first, the start the twentieth (proc_pid_stat(5)).
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
