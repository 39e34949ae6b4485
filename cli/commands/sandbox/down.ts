import { existsSync, rmSync } from 'node:fs';
import { inspectStacks } from '../../../deploy/inspect';
import { obstaclesTo } from '../../../deploy/obstacles';
import { isComplete } from '../../../deploy/run';
import { deploySteps, destroySteps } from '../../../deploy/steps';
import { writeFaults } from '../../../sandbox/cloud/faults';
import { openStore } from '../../../sandbox/cloud/store';
import type { SandboxFolder } from '../../../sandbox/sandbox-folder';
import { unprotected } from '../../../sandbox/sandboxed-environment';
import { unprotectStack } from '../../../sandbox/unprotect-stack';
import type { Context } from '../../context';
import { exitCodes, UserError } from '../../exit';
import { runInTerminal } from '../../run/run-in-terminal';
import { sandboxTarget, type Target } from '../../run/target';
import { withStacks } from '../../run/with-stacks';
import { isSandbox } from '../../sandbox/claim';
import { locateSandbox, namedSandbox, removeSandboxParent, type SandboxOptions } from '../../sandbox/location';

export interface DownOptions extends SandboxOptions {
  readonly parallelism: number;
  /** Remove the folder without destroying anything before; if it is named, whatever the spec says. */
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

/** `ninefold sandbox down`: destroys everything in a sandbox, then removes its folder. Returns the exit code. */
export async function sandboxDown(file: string, options: DownOptions, context: Context): Promise<number> {
  const named = options.force === true ? namedSandbox(options) : undefined;
  const { folder, shown } = named ?? locateSandbox(file, options, context);
  const { terminal } = context;
  if (!existsSync(folder.root)) {
    terminal.note(`there is no sandbox in ${shown}`);
    return exitCodes.ok;
  }
  if (!isSandbox(folder)) {
    throw new UserError(`${shown} is not a sandbox`, 'name the folder of one; nothing was removed');
  }
  if (options.force !== true) {
    const exitCode = await destroyAll(file, options, folder, context);
    if (exitCode !== exitCodes.ok) {
      terminal.note(`${shown} was kept; \`--force\` removes it as it is`);
      return exitCode;
    }
  }
  rmSync(folder.root, { recursive: true, force: true });
  removeSandboxParent(options);
  terminal.note(`removed ${shown} (simulated)`);
  return exitCodes.ok;
}

async function destroyAll(
  file: string,
  { parallelism, format }: DownOptions,
  folder: SandboxFolder,
  context: Context,
): Promise<number> {
  const { terminal } = context;
  writeFaults(folder.cloud, []);
  const target = (): Target => {
    const sandbox = sandboxTarget(folder);
    return { ...sandbox, adapt: (environment) => unprotected(sandbox.adapt(environment)) };
  };
  const options = { autoApprove: true, parallelism, format, target };
  return withStacks('ninefold sandbox down', file, options, context, async (workspace) => {
    const { simulated, stacks, retired, terraform, logs, interruption } = workspace;
    retired.forEach(unprotectStack);
    const all = [...stacks, ...retired];
    const inspections = await inspectStacks(all, terraform, interruption.signal);
    const run = { terraform, logs, parallelism, ask: false, format, interruption, simulated };

    // What AWS protects, Terraform can destroy only after an update has taken the protection away.
    const shielded = inspections.filter(({ stack, resources }) =>
      obstaclesTo(stack, resources).some(({ kind }) => kind === 'protected'),
    );
    if (shielded.length > 0) {
      const steps = deploySteps(
        all,
        shielded.map(({ stack }) => stack),
      );
      if (!isComplete(await runInTerminal({ ...run, steps }, terminal))) return exitCodes.incomplete;
    }
    const filled = inspections.filter(({ resources }) => resources.length > 0).map(({ stack }) => stack);
    if (!isComplete(await runInTerminal({ ...run, steps: destroySteps(all, filled) }, terminal))) {
      return exitCodes.incomplete;
    }
    const left = openStore(folder.cloud)
      .all()
      .filter(({ preexisting }) => preexisting !== true);
    for (const { place, type, id } of left) terminal.note(`left behind: ${type} ${id} in ${place}`);
    return left.length === 0 ? exitCodes.ok : exitCodes.incomplete;
  });
}
