import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../../deploy/replace-file';
import { packageFolder } from '../../schemas/package-folder';
import { type BoundProvider, findBindings } from './derive-bindings';
import { deriveSchema } from './derive-schema';
import { openSchema, packSchema } from './open-schema';

/** How long a file is kept that nobody uses. */
const keptMilliseconds = 30 * 24 * 60 * 60 * 1000;

/**
 * The file for `openSchema` with the schema of a provider. It is derived when first used, which takes two seconds for
 * aws, and kept in the folder as long as it is used. Several processes may do so at once, also of different versions of
 * Ninefold, which derive different files.
 */
export function cachedSchema(provider: BoundProvider, cacheFolder: string): string {
  const { source, version } = findBindings(provider);
  const prefix = `${source.replaceAll('/', '-')}-`;
  const file = join(cacheFolder, `${prefix}${version}-${derivation()}.schema`);
  if (isWhole(file)) {
    noteUse(file);
    return file;
  }
  mkdirSync(cacheFolder, { recursive: true });
  replaceFile(file, packSchema(deriveSchema(provider)));
  removeUnused(cacheFolder, prefix);
  return file;
}

/** By the time of the file, as those that look after caches do. */
function noteUse(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // A cache that cannot be written is kept by somebody else.
  }
}

/**
 * Removes the files of a provider that nobody uses any more, and drafts of them, whose names begin with a period. Those
 * of another version of Ninefold on the same machine stay: each of two versions that take turns would derive its file
 * again and again.
 */
function removeUnused(cacheFolder: string, prefix: string): void {
  for (const name of readdirSync(cacheFolder)) {
    if (!name.replace(/^\./, '').startsWith(prefix)) continue;
    const path = join(cacheFolder, name);
    const used = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - used > keptMilliseconds) rmSync(path, { force: true });
  }
}

function isWhole(file: string): boolean {
  try {
    openSchema(file);
    return true;
  } catch {
    // Absent or damaged: either way, it is made anew.
    return false;
  }
}

/** Stands for the code that derives, encodes and packs, so that no schema outlives a change of it. */
function derivation(): string {
  const hash = createHash('sha256');
  const compiled = join(packageFolder, 'dist', 'sandbox');
  const files = readdirSync(join(compiled, 'schema')).map((name) => join(compiled, 'schema', name));
  for (const file of [...files.sort(), join(compiled, 'protocol', 'messages.js')]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}
