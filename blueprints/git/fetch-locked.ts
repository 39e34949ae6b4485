import { readLock } from '../lock';
import { parseReference } from '../reference';
import { fetchCommit } from './fetch-commit';

/**
 * Brings what a spec's lock names in Git onto this computer, as far as it is not there: after a clone, for example.
 * What cannot be fetched is left to `blueprint/not-fetched`, which says so in its place.
 */
export function fetchLocked(spec: string): void {
  const lock = readLock(spec);
  if (lock === undefined || lock === 'invalid') return;
  for (const { from, commit } of lock.blueprints) {
    const reference = parseReference(from);
    if (reference?.kind === 'git' && commit !== undefined) fetchCommit(spec, reference, commit);
  }
}
