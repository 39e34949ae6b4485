import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../exit';

/** The spec as it was in a commit. */
export interface GitBase {
  /** File that holds it; undefined if there was no such spec. */
  readonly file?: string;
  /** For people: `main (1a2b3c4)`. */
  readonly label: string;
  /** Removes what was written for it. */
  readonly remove: () => void;
}

/** Files that a spec can be made of: itself, its blueprints, and its lock. */
const partsOfSpecs = /(\.ya?ml|(^|\/)ninefold\.lock)$/;

/**
 * Takes the spec, and everything that it can extend, out of Git's objects into a temporary folder. The work tree and the
 * index stay as they are. The commit is where the branch of the work tree left `ref`, so that what has happened there
 * since does not count as a change.
 *
 * @throws UserError outside of a repository, and for a reference that is none
 */
export function gitBase(spec: string, ref: string): GitBase {
  const folder = dirname(resolve(spec));
  const root = git(
    folder,
    ['rev-parse', '--show-toplevel'],
    'is not in a Git repository',
    'compare with a file: --against',
  ).trim();
  const wanted = git(
    folder,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    `there is no commit ${ref}`,
    'fetch it first: `git fetch origin` (in CI with the whole history)',
  ).trim();
  const commit = tryGit(folder, ['merge-base', wanted, 'HEAD'])?.trim() || wanted;
  const label = `${ref} (${commit.slice(0, 7)})`;
  const path = relative(root, join(realpathSync(folder), basename(spec)))
    .split(sep)
    .join('/');
  const files = filesIn(root, commit);
  const before = files.some(({ name }) => name === path) ? path : renamedFrom(root, commit, path);
  if (before === undefined) return { label, remove: () => {} };
  const place = mkdtempSync(join(tmpdir(), 'ninefold-base-'));
  try {
    writeBlobs(root, files, place);
    const file = join(place, before);
    shareCheckouts(folder, dirname(file));
    return { file, label, remove: () => rmSync(place, { recursive: true, force: true }) };
  } catch (error) {
    rmSync(place, { recursive: true, force: true });
    throw error;
  }
}

/** A file of a commit, and the object with its content. */
interface GitFile {
  readonly name: string;
  readonly object: string;
}

/** The files that specs can be made of: lines of `<mode> blob <object>`, a tab, and the name. */
function filesIn(root: string, commit: string): GitFile[] {
  const listing = git(root, ['ls-tree', '-r', '-z', '--full-tree', commit], 'cannot be read', 'check the repository');
  return listing.split('\0').flatMap((line) => {
    const [, object = '', name = ''] = /^\d+ blob (\w+)\t(.*)$/s.exec(line) ?? [];
    return partsOfSpecs.test(name) ? [{ name, object }] : [];
  });
}

/** Where the file was in the commit, if Git finds that it has moved since. */
function renamedFrom(root: string, commit: string, path: string): string | undefined {
  const lines = (tryGit(root, ['diff', '--name-status', '-z', '-M', '--diff-filter=R', commit]) ?? '').split('\0');
  for (let index = 0; index + 2 < lines.length; index += 3) if (lines[index + 2] === path) return lines[index + 1];
  return undefined;
}

/** One process for all files: `git cat-file --batch` answers `<object> blob <size>`, the content, and a line break. */
function writeBlobs(root: string, files: readonly GitFile[], place: string): void {
  const input = files.map(({ object }) => `${object}\n`).join('');
  const { stdout, status } = spawnSync('git', ['cat-file', '--batch'], {
    cwd: root,
    input,
    maxBuffer: 512 * 1024 * 1024,
  });
  if (status !== 0) throw new UserError('git cat-file failed', 'check the repository with `git fsck`');
  let offset = 0;
  for (const { name } of files) {
    const end = stdout.indexOf('\n', offset);
    const [, type, size] = stdout.subarray(offset, end).toString().split(' ');
    const start = end + 1;
    if (type !== 'blob') throw new UserError(`${name} is missing in the repository`, 'check it with `git fsck`');
    const target = join(place, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, stdout.subarray(start, start + Number(size)));
    offset = start + Number(size) + 1;
  }
}

/** Blueprints in Git are checked out by commit beside the spec: what is there already serves both sides. */
function shareCheckouts(from: string, to: string): void {
  const checkouts = join(from, '.ninefold');
  if (!existsSync(checkouts)) return;
  try {
    symlinkSync(checkouts, join(to, '.ninefold'), 'dir');
  } catch {
    // Not every file system has links.
    cpSync(checkouts, join(to, '.ninefold'), { recursive: true });
  }
}

function tryGit(cwd: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', [...args], { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}

function git(cwd: string, args: readonly string[], problem: string, fix: string): string {
  const output = tryGit(cwd, args);
  if (output === undefined) throw new UserError(problem.startsWith('there') ? problem : `${cwd} ${problem}`, fix);
  return output;
}
