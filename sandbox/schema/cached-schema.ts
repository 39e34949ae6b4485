import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BoundProvider, findBindings } from './derive-bindings';
import { deriveSchema } from './derive-schema';
import { openSchema, packSchema } from './open-schema';

/**
 * The file for `openSchema` with the schema of a provider. It is derived when first used, which takes two seconds for
 * aws, and kept in the folder. Several processes may do so at once.
 */
export function cachedSchema(provider: BoundProvider, cacheFolder: string): string {
  const { source, version } = findBindings(provider);
  const file = join(cacheFolder, `${source.replaceAll('/', '-')}-${version}-${derivation()}.schema`);
  if (isWhole(file)) return file;
  mkdirSync(cacheFolder, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, packSchema(deriveSchema(provider)));
  renameSync(draft, file);
  return file;
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
  for (const folder of [__dirname, join(__dirname, '../protocol')]) {
    for (const file of readdirSync(folder).sort()) {
      if (folder === __dirname || file.startsWith('messages.')) hash.update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}
