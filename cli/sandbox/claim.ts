import { existsSync, readdirSync } from 'node:fs';
import { replaceFile } from '../../deploy/replace-file';
import type { SandboxFolder } from '../../sandbox/sandbox-folder';
import { asUserError } from '../as-user-error';
import { UserError } from '../exit';
import { makeFolder } from '../make-folder';

/** What people find who look into the folder. */
const notice = `This folder is a sandbox of Ninefold: everything in it is simulated. \`ninefold sandbox down\` removes it.\n`;

/** Whether a folder was made for a sandbox, so that it may be removed as a whole. */
export function isSandbox({ mark }: SandboxFolder): boolean {
  return existsSync(mark);
}

/**
 * Makes a folder for a sandbox, unless it is one already.
 *
 * @throws UserError if it holds something else, which would be lost with the sandbox, or if it cannot be written
 */
export function claimForSandbox(folder: SandboxFolder): void {
  const { root, mark } = folder;
  const another = 'name another folder with --folder';
  asUserError(`cannot make a sandbox in ${root}`, `${another}, or correct the cause`, () => {
    makeFolder(root);
    if (isSandbox(folder)) return;
    if (readdirSync(root).length > 0 && !isSandbox(folder))
      throw new UserError(`${root} holds something else than a sandbox`, another);
    replaceFile(mark, notice);
  });
}
