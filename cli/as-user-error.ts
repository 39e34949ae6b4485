import { UserError } from './exit';

/** What the operating system refuses, and what the user can do about it whatever was to be written or read. */
const refusals: Readonly<Record<string, { readonly reason: string; readonly fix?: string }>> = {
  EACCES: { reason: 'permission denied' },
  EPERM: { reason: 'permission denied' },
  EROFS: { reason: 'the file system is read-only' },
  ENOSPC: { reason: 'the disk is full', fix: 'free some space (`df` shows where there is none), and try again' },
  EDQUOT: { reason: 'the quota of the disk is used up', fix: 'free some space, and try again' },
  EFBIG: {
    reason: 'the file would be larger than the system allows',
    fix: 'raise the limit (`ulimit -f`), and try again',
  },
  EMFILE: { reason: 'too many files are open', fix: 'raise the limit (`ulimit -n`), and try again' },
  ENFILE: { reason: 'too many files are open', fix: 'end other programs, and try again' },
  EIO: { reason: 'the disk does not work', fix: 'check the disk, and try again' },
  ENOENT: { reason: 'there is no such file or folder' },
  ENAMETOOLONG: { reason: 'the name is too long' },
  EISDIR: { reason: 'it is a folder' },
  ENOTDIR: { reason: 'a part of the path is a file' },
  EEXIST: { reason: 'a part of the path is a file' },
  EBUSY: { reason: 'it is a mount point or in use' },
  EXDEV: { reason: 'it is a mount point' },
  ENOTEMPTY: { reason: 'another run is writing it' },
};

/**
 * Turns refusals of the operating system into messages for the user.
 *
 * @param what for example `cannot write cdktf.out`; the reason follows
 * @param fix for refusals that the user cannot do anything else about
 */
export function asUserError<T>(what: string, fix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw userErrorOf(error, what, fix);
  }
}

/** The message for the user about an error that was caught; errors other than refusals stay themselves. */
export function userErrorOf(error: unknown, what: string, fix: string): unknown {
  const refusal = refusals[codeOf(error)];
  return refusal === undefined ? error : new UserError(`${what}: ${refusal.reason}`, refusal.fix ?? fix);
}

/** Refusals that are never a defect of Ninefold, wherever they come from. */
const environmental = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EMFILE', 'ENFILE', 'EIO'];

/**
 * {@link userErrorOf} for an error that nobody expected where it came from, such as a full disk in the folder for
 * temporary files.
 */
export function unexpectedUserError(error: unknown): unknown {
  if (!environmental.includes(codeOf(error))) return error;
  const { path, syscall } = error as NodeJS.ErrnoException;
  const what = path === undefined ? 'cannot write' : `cannot ${syscall ?? 'use'} ${path}`;
  return userErrorOf(error, what, 'correct the cause; TMPDIR names another folder for temporary files');
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
