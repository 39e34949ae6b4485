import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Folder that Ninefold is installed in, for the files that come with it. The compiled code lies one folder deeper than
 * the sources; the package's own folder is where package.json is.
 */
export const packageFolder = find(__dirname);

function find(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${__dirname}`);
  return find(parent);
}
