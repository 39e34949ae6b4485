import { UserError } from './exit';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a part of the path is a file',
  EBUSY: 'it is a mount point or in use',
  EXDEV: 'it is a mount point',
  ENOTEMPTY: 'another run is writing it',
};

/**
 * Turns refusals of the operating system into messages for the user.
 *
 * @param what for example `cannot write cdktf.out`; the reason follows
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
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new UserError(`${what}: ${reason}`, fix);
}
