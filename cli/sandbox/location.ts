import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { replaceFile } from '../../deploy/replace-file';
import type { Environment } from '../../planner/environment/environment';
import { type SandboxFolder, sandboxFolder } from '../../sandbox/sandbox-folder';
import { sandboxVariable } from '../../sandbox/variables';
import { asUserError } from '../as-user-error';
import { compileWithoutErrors } from '../compile-spec';
import type { Context } from '../context';
import { UserError } from '../exit';
import { makeFolder } from '../make-folder';

/** Where sandboxes are made. */
const parent = '.ninefold';

export interface SandboxOptions {
  /** Folder of the sandbox. @default `.ninefold/<project>-<environment>` below the current folder */
  readonly folder?: string;
}

/** A spec and its sandbox, which need not exist. */
interface LocatedSandbox {
  readonly environment: Environment;
  readonly folder: SandboxFolder;
  /** The folder as people would type it. */
  readonly shown: string;
}

/** @throws UserError if the spec has errors */
export function locateSandbox(file: string, options: SandboxOptions, context: Context): LocatedSandbox {
  const environment = compileWithoutErrors(file, context, 'correct them; nothing was done');
  return { environment, ...at(sandboxPath(environment, options)) };
}

/** The sandbox that is named, for what needs no spec; undefined if only the spec says where it is. */
export function namedSandbox(options: SandboxOptions): Omit<LocatedSandbox, 'environment'> | undefined {
  const shown = namedPath(options);
  return shown === undefined ? undefined : at(shown);
}

function namedPath({ folder }: SandboxOptions): string | undefined {
  return folder ?? (process.env[sandboxVariable] || undefined);
}

function at(shown: string): Omit<LocatedSandbox, 'environment'> {
  return { folder: sandboxFolder(resolve(shown)), shown };
}

/** The folder of an environment's sandbox: as asked for, as the variables of a sandbox say, or beside the spec. */
export function sandboxPath({ project, name }: Environment, options: SandboxOptions): string {
  return namedPath(options) ?? join(parent, `${project}-${name}`);
}

/** Makes the folder for sandboxes, unless another one was asked for; Git does not look into it. */
export function makeSandboxParent({ folder }: SandboxOptions): void {
  if (folder !== undefined) return;
  asUserError(`cannot write ${parent}`, 'name another folder with --folder, or correct the cause', () => {
    makeFolder(parent);
    const ignore = join(parent, '.gitignore');
    if (!existsSync(ignore)) replaceFile(ignore, '*\n');
  });
}

/** Removes the folder for sandboxes with the last of them, unless somebody keeps something else there. */
export function removeSandboxParent({ folder }: SandboxOptions): void {
  if (folder !== undefined || !existsSync(parent) || readdirSync(parent).join() !== '.gitignore') return;
  rmSync(parent, { recursive: true, force: true });
}

/** @throws UserError if there is no sandbox */
export function requireSandbox({ folder, shown }: LocatedSandbox): void {
  if (existsSync(folder.providerSettings)) return;
  throw new UserError(`there is no sandbox in ${shown}`, 'make one: ninefold sandbox up');
}
