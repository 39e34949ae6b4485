import { pinnedVersions } from '../catalog/pinned-versions';
import type { Finding } from '../schemas/finding';
import type { YamlDocument } from '../schemas/yaml-document';
import { compose } from './compose';
import type { FetchFailure } from './git/fetch-commit';
import type { Lock, LockedBlueprint } from './lock';
import type { GitReference } from './reference';

/** How a reference to Git becomes a commit that is on this computer. */
type FetchReference = (reference: GitReference) => { commit: string } | { failure: FetchFailure };

type MadeLock =
  | { readonly lock: Lock }
  | { readonly findings: readonly Finding[] }
  | { readonly failures: readonly FetchFailure[] };

/**
 * The lock of a project as everything is today: the newest version in each range, the commits that references lead to,
 * and the versions that this Ninefold brings. What is fetched can extend what has to be fetched, so it goes level by
 * level.
 */
export function makeLock(document: YamlDocument, fetch: FetchReference): MadeLock {
  const commits = new Map<string, string>();
  for (;;) {
    const composed = compose(document, { blueprints: commitsOnly(commits), versions: pinnedVersions });
    if (composed.unlocked.length === 0) {
      return composed.findings.length > 0
        ? { findings: composed.findings }
        : { lock: { blueprints: composed.blueprints, versions: pinnedVersions } };
    }
    const fetched = composed.unlocked.map((reference) => ({ reference, result: fetch(reference) }));
    const failures = fetched.flatMap(({ result }) => ('failure' in result ? [result.failure] : []));
    if (failures.length > 0) return { failures };
    for (const { reference, result } of fetched) {
      if ('commit' in result) commits.set(reference.text, result.commit);
    }
  }
}

/** Enough of a lock to find what has been fetched; versions and hashes are what this is about to find out. */
function commitsOnly(commits: ReadonlyMap<string, string>): LockedBlueprint[] {
  return [...commits].map(([from, commit]) => ({ from, version: '', commit, hash: '' }));
}
