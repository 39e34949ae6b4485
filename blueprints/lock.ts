import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { isMap } from '../schemas/is-map';

/** What a project was last locked to: `ninefold.lock` beside its spec. */
export interface Lock {
  readonly blueprints: readonly LockedBlueprint[];
  /** Versions of what Ninefold installs and runs, by name. */
  readonly versions: LockedVersions;
}

/** One blueprint of the chain that a project extends. */
export interface LockedBlueprint {
  /** The reference as it is written. */
  readonly from: string;
  readonly version: string;
  /** Of a blueprint in Git. */
  readonly commit?: string;
  /** Of the blueprint's file: `sha256-…`. */
  readonly hash: string;
}

export interface LockedVersions {
  readonly providers: Readonly<Record<string, string>>;
  readonly charts: Readonly<Record<string, string>>;
  readonly images: Readonly<Record<string, string>>;
}

const lockName = 'ninefold.lock';

/** Where the lock of a spec is, whether it exists or not. */
export function lockFile(spec: string): string {
  return join(dirname(spec), lockName);
}

/** Undefined if there is none; `invalid` if what is there is no lock. */
export function readLock(spec: string): Lock | 'invalid' | undefined {
  const file = lockFile(spec);
  if (!existsSync(file)) return undefined;
  try {
    const value: unknown = parse(readFileSync(file, 'utf8'));
    return isLock(value) ? value : 'invalid';
  } catch {
    return 'invalid';
  }
}

/** The lock as text: the same lock gives the same bytes. */
export function lockText(lock: Lock): string {
  const head = '# Written by `ninefold blueprint lock`. Commit it; edit nothing here.\n';
  return head + stringify({ lockVersion: 1, ...lock }, { lineWidth: 0, aliasDuplicateObjects: false });
}

function isLock(value: unknown): value is Lock {
  if (!isMap(value) || value['lockVersion'] !== 1) return false;
  const { blueprints, versions } = value;
  if (!Array.isArray(blueprints) || !isMap(versions)) return false;
  const isText = (text: unknown) => typeof text === 'string';
  const areTexts = (map: unknown) => isMap(map) && Object.values(map).every(isText);
  return (
    blueprints.every(
      (entry: unknown) => isMap(entry) && ['from', 'version', 'hash'].every((key) => isText(entry[key])),
    ) && ['providers', 'charts', 'images'].every((kind) => areTexts(versions[kind]))
  );
}
