import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a folder and those above it, unless they are there; fails with the reason of the system. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    // On a read-only file system, Node says of the folder that it could not make that it is not there.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') mkdirSync(highestMissing(path));
    throw error;
  }
}

function highestMissing(path: string): string {
  const above = dirname(path);
  return above === path || existsSync(above) ? path : highestMissing(above);
}
