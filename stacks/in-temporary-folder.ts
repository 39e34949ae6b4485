import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lets something be made in a folder of its own, and leaves nothing of it on the disk. */
export function inTemporaryFolder<T>(prefix: string, make: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  try {
    return make(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
