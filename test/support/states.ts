import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesIn } from '../../deploy/terraform/stack-state';

/** What the states of a sandbox hold, as `<region> <type> <id>`; the region is `global` where a type knows none. */
export function objectsInStates(folder: string): string[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.tfstate')) : [];
  return files
    .flatMap((file) => resourcesIn(readFileSync(join(folder, file), 'utf8')))
    .map(({ type, attributes }) => `${String(attributes['region'] ?? 'global')} ${type} ${String(attributes['id'])}`)
    .sort();
}
