import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Finding } from '../schemas/finding';
import { leadsOut } from '../schemas/relative-path';
import { suggestFrom } from '../schemas/suggest';
import { checkoutFolder } from './checkouts';
import { blueprintFile, blueprintNames, blueprintVersions, isRange, newestVersion } from './library';
import type { Lock, LockedBlueprint } from './lock';
import type { GitReference, Reference } from './reference';

/** Where a reference stands, and what it may lead to. */
interface Surroundings {
  /** The project's spec. */
  readonly spec: string;
  /** File that the reference is written in. */
  readonly file: string;
  readonly lock: Lock | undefined;
  /** Folder that paths must not leave, for a file that came out of Git. */
  readonly root?: string;
}

export interface FoundBlueprint {
  readonly file: string;
  readonly commit?: string;
  readonly root?: string;
}

/** What is wrong with a reference; the caller knows its place. */
export type Problem = Pick<Finding, 'rule' | 'message' | 'fix'> & {
  readonly expected?: string;
  readonly found?: string;
};

/** The file of the blueprint that a reference names. */
export function findBlueprint(
  reference: Reference,
  around: Surroundings,
): { found: FoundBlueprint } | { problem: Problem } {
  switch (reference.kind) {
    case 'library':
      return inLibrary(reference.name, reference.range, lockedTo(reference.text, around.lock));
    case 'path':
      return byPath(reference.path, around);
    case 'git':
      return inGit(reference, lockedTo(reference.text, around.lock), around);
  }
}

/** What a lock says of a reference, by its text. */
export function lockedTo(reference: string, lock: Lock | undefined): LockedBlueprint | undefined {
  return lock?.blueprints.find(({ from }) => from === reference);
}

function inLibrary(
  name: string,
  range: string,
  locked: LockedBlueprint | undefined,
): { found: FoundBlueprint } | { problem: Problem } {
  const versions = blueprintVersions(name);
  const [newest] = versions;
  if (newest === undefined) {
    const fix = suggestFrom(name, blueprintNames(), 'blueprint');
    return {
      problem: {
        rule: 'blueprint/unknown',
        message: `there is no blueprint ${JSON.stringify(name)}`,
        found: name,
        fix,
      },
    };
  }
  if (locked !== undefined && !versions.includes(locked.version)) {
    return {
      problem: {
        rule: 'blueprint/unknown-version',
        message: `the lock names ${name} ${locked.version}, which does not come with this Ninefold`,
        expected: versions.join(', '),
        found: locked.version,
        fix: 'see what another version changes with `ninefold blueprint upgrade`',
      },
    };
  }
  const version = locked?.version ?? newestVersion(name, range);
  if (version === undefined) {
    const what = !isRange(range) ? `${JSON.stringify(range)} is no version` : `there is no ${name} ${range}`;
    return {
      problem: {
        rule: 'blueprint/unknown-version',
        message: `the blueprint ${name} has no such version: ${what}`,
        expected: versions.join(', '),
        found: range,
        fix: `use ${name}@${newest}`,
      },
    };
  }
  return { found: { file: blueprintFile(name, version) } };
}

function byPath(path: string, { file, root }: Surroundings): { found: FoundBlueprint } | { problem: Problem } {
  const target = resolve(dirname(file), path);
  if (root !== undefined && leadsOut(relative(root, target))) {
    return {
      problem: {
        rule: 'blueprint/not-found',
        message: `${path} leads out of the Git repository that the blueprint comes from`,
        found: path,
        fix: 'name a folder of the same repository, or the other repository by git::',
      },
    };
  }
  const candidate = existsSync(target) && statSync(target).isDirectory() ? join(target, 'blueprint.yaml') : target;
  if (existsSync(candidate)) return { found: { file: candidate, ...(root !== undefined && { root }) } };
  return {
    problem: {
      rule: 'blueprint/not-found',
      message: `there is no blueprint at ${path}`,
      expected: 'a folder with a blueprint.yaml, relative to the file that names it',
      found: path,
      fix: 'correct the path',
    },
  };
}

function inGit(
  { text, folder }: GitReference,
  locked: LockedBlueprint | undefined,
  { spec }: Surroundings,
): { found: FoundBlueprint } | { problem: Problem } {
  if (locked?.commit === undefined) {
    return {
      problem: {
        rule: 'blueprint/not-locked',
        message: `${text} is not in ninefold.lock, so nobody knows which commit is meant`,
        fix: 'run `ninefold blueprint lock`, and commit ninefold.lock',
      },
    };
  }
  const root = checkoutFolder(spec, locked.commit);
  if (!existsSync(root)) {
    return {
      problem: {
        rule: 'blueprint/not-fetched',
        message: `the commit ${locked.commit} of ${text} is not on this computer`,
        fix: 'run `ninefold blueprint lock` where the repository can be reached',
      },
    };
  }
  const file = join(root, folder, 'blueprint.yaml');
  if (existsSync(file)) return { found: { file, commit: locked.commit, root } };
  return {
    problem: {
      rule: 'blueprint/not-found',
      message: `the repository has no ${join(folder, 'blueprint.yaml')} at ${locked.commit}`,
      found: text,
      fix: 'correct the folder behind the `//` of the reference',
    },
  };
}
