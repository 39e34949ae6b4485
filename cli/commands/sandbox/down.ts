import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../planner/environment';
import { writeFaults } from '../../../sandbox/cloud/faults';
import { openStore } from '../../../sandbox/cloud/store';
import type { SandboxFolder } from '../../../sandbox/sandbox-folder';
import { unprotected } from '../../../sandbox/sandboxed-environment';
import type { Context } from '../../context';
import { exitCodes } from '../../exit';
import { type LocatedSandbox, locateSandbox, type SandboxOptions } from '../../sandbox-location';
import { sandboxTarget, type Target } from '../../target';
import { deploy } from '../deploy';
import { destroy } from '../destroy';

export interface DownOptions extends SandboxOptions {
  readonly parallelism: number;
  /** Remove the folder without destroying anything before. */
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

/** `ninefold sandbox down`: destroys everything in a sandbox, then removes its folder. Returns the exit code. */
export async function sandboxDown(file: string, options: DownOptions, context: Context): Promise<number> {
  const located = locateSandbox(file, options, context);
  const { folder, shown } = located;
  const { terminal } = context;
  if (!existsSync(folder.root)) {
    terminal.note(`there is no sandbox in ${shown}`);
    return exitCodes.ok;
  }
  if (options.force !== true) {
    const exitCode = await destroyAll(file, options, located, context);
    if (exitCode !== exitCodes.ok) {
      terminal.note(`${shown} was kept; \`--force\` removes it as it is`);
      return exitCode;
    }
  }
  rmSync(folder.root, { recursive: true, force: true });
  terminal.note(`removed ${shown} (simulated)`);
  return exitCodes.ok;
}

async function destroyAll(
  file: string,
  { parallelism, format }: DownOptions,
  { environment, folder }: LocatedSandbox,
  context: Context,
): Promise<number> {
  writeFaults(folder.cloud, []);
  const sandbox = sandboxTarget(folder);
  const target = (): Target => ({ ...sandbox, adapt: (spec) => unprotected(sandbox.adapt(spec)) });
  const run = { autoApprove: true, deleteData: true, parallelism, format, target };

  // What protects production from being destroyed is part of what was deployed, so it has to be taken away first.
  const stack = isProtected(environment) ? deployedStacks(folder).filter((name) => name.endsWith('-cluster')) : [];
  if (stack.length > 0) {
    const exitCode = await deploy(file, { ...run, stack }, context);
    if (exitCode !== exitCodes.ok) return exitCode;
  }
  const exitCode = await destroy(file, run, context);
  if (exitCode !== exitCodes.ok) return exitCode;
  const left = openStore(folder.cloud)
    .all()
    .filter(({ preexisting }) => preexisting !== true);
  for (const { place, type, id } of left) context.terminal.note(`left behind: ${type} ${id} in ${place}`);
  return left.length === 0 ? exitCodes.ok : exitCodes.incomplete;
}

function isProtected({ regions }: Environment): boolean {
  return regions.some(({ cluster }) => cluster.deletionProtection);
}

/** Stacks whose state holds something. */
function deployedStacks({ state }: SandboxFolder): string[] {
  return readdirSync(state)
    .filter((name) => name.endsWith('.tfstate'))
    .filter((name) => {
      const { resources = [] } = JSON.parse(readFileSync(join(state, name), 'utf8')) as { resources?: unknown[] };
      return resources.length > 0;
    })
    .map((name) => name.replace(/\.tfstate$/, ''));
}
