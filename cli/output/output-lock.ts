import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { processStart } from '../../deploy/terraform/running';
import { UserError } from '../exit';

/** Replacing a folder takes milliseconds; carrying over a large one, seconds. */
const patienceMilliseconds = 30_000;

const pollMilliseconds = 20;

interface Holder {
  readonly pid: number;
  /** Tells the process from a later one with the same id. */
  readonly started: string;
}

/**
 * Does work while no other Ninefold process puts something into the place of the same path. It waits for another one,
 * and takes the lock of a process that is gone.
 *
 * @param patience milliseconds to wait for another process
 * @throws UserError if another process holds the lock for too long
 */
export function withOutputLock<T>(target: string, work: () => T, patience: number = patienceMilliseconds): T {
  const lock = join(dirname(target), `.${basename(target)}.lock`);
  const own = `${lock}-${process.pid}`;
  const holder: Holder = { pid: process.pid, started: processStart(process.pid) ?? '' };
  try {
    writeFileSync(own, JSON.stringify(holder));
    acquire(lock, own, patience);
    try {
      return work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function acquire(lock: string, own: string, patience: number): void {
  for (const until = Date.now() + patience; ; pause()) {
    try {
      // A link appears with its content or not at all.
      linkSync(own, lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(lock);
    if (holder === undefined) continue;
    if (processStart(holder.pid) !== holder.started) takeAway(lock, holder);
    else if (Date.now() > until) throw held(lock, holder);
  }
}

/** Undefined if it was released just now. */
function holderOf(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // Not a lock of ours, or a damaged one: nobody holds it.
    return { pid: 0, started: 'damaged' };
  }
}

/** Removes the lock of a process that is gone, unless somebody else has it in the meantime. */
function takeAway(lock: string, gone: Holder): void {
  const aside = `${lock}-gone-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    // Another process was faster.
    return;
  }
  const { pid, started } = holderOf(aside) ?? gone;
  if (pid === gone.pid && started === gone.started) rmSync(aside, { force: true });
  else renameSync(aside, lock);
}

function held(lock: string, { pid }: Holder): UserError {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtime.toISOString() ?? 'just now';
  return new UserError(
    `another Ninefold (process ${pid}) is writing the same folder since ${since}`,
    `wait until it has ended, or end it: kill ${pid}`,
  );
}

/** Publishing is synchronous, so that no signal comes in between. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMilliseconds);
}
