import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkoutFolder } from '../checkouts';
import type { GitReference } from '../reference';

/** Why a repository could not be read, in Git's own words. */
export interface FetchFailure {
  readonly reference: string;
  readonly reason: string;
}

/**
 * Brings one commit of a repository beside the spec, unless it is there already.
 *
 * @param commit the one that the lock names; without it, the one that the reference leads to today
 * @returns the commit
 */
export function fetchCommit(
  spec: string,
  { text, url, ref }: GitReference,
  commit?: string,
): { commit: string } | { failure: FetchFailure } {
  if (commit !== undefined && existsSync(checkoutFolder(spec, commit))) return { commit };
  const parent = dirname(checkoutFolder(spec, 'commit'));
  mkdirSync(parent, { recursive: true });
  // The folder lies in somebody's repository, and none of it belongs there.
  writeFileSync(join(dirname(parent), '.gitignore'), '*\n');
  const work = mkdtempSync(join(parent, 'fetch-'));
  try {
    git(work, 'init', '--quiet');
    git(work, 'fetch', '--quiet', '--depth', '1', '--no-tags', url, commit ?? ref);
    git(work, '-c', 'advice.detachedHead=false', 'checkout', '--quiet', 'FETCH_HEAD');
    const fetched = git(work, 'rev-parse', 'HEAD').trim();
    rmSync(join(work, '.git'), { recursive: true, force: true });
    const target = checkoutFolder(spec, fetched);
    moveUnlessThere(work, target);
    return { commit: fetched };
  } catch (error) {
    return { failure: { reference: text, reason: (error as Error).message } };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Whole or not at all, even if two commands fetch it at once: the same commit has the same content. */
function moveUnlessThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Runs Git without questions and without the protocols that can run commands. */
function git(folder: string, ...args: string[]): string {
  const run = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_ALLOW_PROTOCOL: 'https:ssh:file' },
  });
  if (run.error) throw new Error(`git cannot be run: ${run.error.message}`);
  if (run.status === 0) return run.stdout;
  const lines = run.stderr.split('\n').filter((line) => line.trim() !== '');
  throw new Error(
    lines.find((line) => /^(fatal|error|ERROR)/.test(line)) ?? lines.at(-1) ?? `git ends with ${run.status}`,
  );
}
