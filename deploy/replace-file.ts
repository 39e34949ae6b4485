import { existsSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all, whatever ends the process: under a temporary name beside it, which is then renamed.
 * A link is followed, and the permissions of a file that exists stay. What killed processes left of the same file goes.
 *
 * @param mode permissions of a new file
 */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o666): void {
  const file = existsSync(path) ? realpathSync(path) : path;
  removeLeftovers(file);
  const draft = `${draftPrefix(file)}${process.pid}`;
  try {
    writeFileSync(draft, content, { mode: statSync(file, { throwIfNoEntry: false })?.mode ?? mode });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Start of the name of a draft; the id of the process follows. */
function draftPrefix(file: string): string {
  return join(dirname(file), `.${basename(file)}.new-`);
}

function removeLeftovers(file: string): void {
  const prefix = basename(draftPrefix(file));
  for (const name of readdirSync(dirname(file))) {
    const pid = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (/^\d+$/.test(pid) && !isAlive(Number(pid))) rmSync(join(dirname(file), name), { force: true });
  }
}

/** Whether a process with this id, other than this one, is there. It may be another than the one that had it before. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
