import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../schemas/package-folder';

/** Folder with the blueprints that come with Ninefold: `<name>/<version>/blueprint.yaml`. */
export const blueprintFolder = join(packageFolder, 'blueprints');

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
