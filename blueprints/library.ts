import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder with the blueprints that come with Ninefold: `<name>/<version>/blueprint.yaml`. */
export const blueprintFolder = join(packageRoot(__dirname), 'blueprints');

/** Names of the blueprints, sorted. */
export function blueprintNames(): string[] {
  return folders(blueprintFolder).filter((name) => blueprintVersions(name).length > 0);
}

/** Versions of a blueprint, sorted as text; empty for an unknown one. */
export function blueprintVersions(name: string): string[] {
  return folders(join(blueprintFolder, name)).filter((version) => existsSync(blueprintFile(name, version)));
}

export function blueprintFile(name: string, version: string): string {
  return join(blueprintFolder, name, version, 'blueprint.yaml');
}

function folders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The compiled code lies one folder deeper than the sources; the package's own folder is where package.json is. */
function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}
