import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { maxSatisfying, rsort, valid, validRange } from 'semver';
import { packageFolder } from '../schemas/package-folder';

/** Folder with the blueprints that come with Ninefold: `<name>/<version>/blueprint.yaml`. */
export const blueprintFolder = join(packageFolder, 'blueprints');

/** Names of the blueprints, sorted. */
export function blueprintNames(): string[] {
  return folders(blueprintFolder)
    .filter((name) => blueprintVersions(name).length > 0)
    .sort();
}

/** Versions of a blueprint, the newest first; empty for an unknown one. */
export function blueprintVersions(name: string): string[] {
  const versions = folders(join(blueprintFolder, name)).filter((version) => existsSync(blueprintFile(name, version)));
  return rsort(versions.filter((version) => valid(version) !== null));
}

/** The newest version in a range; undefined if there is none. */
export function newestVersion(name: string, range: string): string | undefined {
  if (validRange(range) === null) return undefined;
  return maxSatisfying(blueprintVersions(name), range) ?? undefined;
}

export function blueprintFile(name: string, version: string): string {
  return join(blueprintFolder, name, version, 'blueprint.yaml');
}

function folders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
