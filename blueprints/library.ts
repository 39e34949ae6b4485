import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { packageFolder } from '../schemas/package-folder';

/** Folder with the blueprints that come with Ninefold: `<name>/<version>/blueprint.yaml`. */
const blueprintFolder = join(packageFolder, 'blueprints');

/** Names of the blueprints, sorted. */
export function blueprintNames(): string[] {
  return folders(blueprintFolder)
    .filter((name) => blueprintVersions(name).length > 0)
    .sort();
}

/** Versions of a blueprint, the newest first; empty for an unknown one. */
export function blueprintVersions(name: string): string[] {
  const { rsort, valid } = semver();
  const versions = folders(join(blueprintFolder, name)).filter((version) => existsSync(blueprintFile(name, version)));
  return rsort(versions.filter((version) => valid(version) !== null));
}

/** The newest version in a range; undefined if there is none. */
export function newestVersion(name: string, range: string): string | undefined {
  return isRange(range) ? (semver().maxSatisfying(blueprintVersions(name), range) ?? undefined) : undefined;
}

/** Whether a version lies in a range. */
export function satisfies(version: string, range: string): boolean {
  return semver().satisfies(version, range);
}

/** Whether a text is a range of versions, as npm writes them. */
export function isRange(text: string): boolean {
  return semver().validRange(text) !== null;
}

export function blueprintFile(name: string, version: string): string {
  return join(blueprintFolder, name, version, 'blueprint.yaml');
}

/** The blueprint that a file belongs to, as specs name it: `ha-chat@1.1.0`; undefined for one that is not Ninefold's. */
export function blueprintOf(file: string): string | undefined {
  const [name, version, ...rest] = relative(blueprintFolder, file).split(sep);
  return name !== '..' && version !== undefined && rest.length === 1 ? `${name}@${version}` : undefined;
}

function folders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** Loaded when it is needed: most specs extend nothing. */
function semver(): typeof import('semver') {
  return require('semver') as typeof import('semver');
}
