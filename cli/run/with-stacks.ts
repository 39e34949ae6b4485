import { join, resolve } from 'node:path';
import { readRetiredStacks, readStacks, type Stack } from '../../deploy/terraform/manifest';
import { DeployProblem } from '../../deploy/terraform/problem';
import { forgetRunning, noteRunning } from '../../deploy/terraform/running';
import { openTerraform, type Terraform } from '../../deploy/terraform/terraform';
import { findTerraform } from '../../deploy/terraform/terraform-command';
import type { Environment } from '../../planner/environment/environment';
import { packageFolder } from '../../schemas/package-folder';
import { unexpectedUserError } from '../as-user-error';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { UserError } from '../exit';
import { findingsText } from '../findings-text';
import { writeStacks } from '../output/write-stacks';
import { type Interruption, interruptible } from '../terminal/interruption';
import { outliveReaders } from '../terminal/terminal';
import { printEvent } from './run-in-terminal';
import type { Target } from './target';

/** Options that `deploy` and `destroy` have in common. */
export interface StackOptions {
  /** Where an environment goes. */
  readonly target: (environment: Environment) => Target;
  /** Patterns of names; all stacks if there are none. */
  readonly stack?: readonly string[];
  /** Stacks at a time. */
  readonly parallelism: number;
  readonly autoApprove?: boolean;
  /** Whether objects may be destroyed that keep data. */
  readonly deleteData?: boolean;
  readonly format: 'text' | 'json';
}

/** Synthesized stacks, ready for Terraform. */
export interface Workspace {
  readonly environment: Environment;
  /** Whether nothing of it is real. */
  readonly simulated: boolean;
  readonly output: string;
  readonly stacks: readonly Stack[];
  /** Stacks that are gone from the spec and may still be deployed. */
  readonly retired: readonly Stack[];
  readonly terraform: Terraform;
  /** What Terraform says goes there. */
  readonly logs: string;
  readonly interruption: Interruption;
}

/**
 * Synthesizes a spec and works with its stacks, while nobody else replaces the output folder. Returns what the work
 * returns.
 *
 * @param name what runs, for others who want the folder
 * @throws UserError if the spec has errors, or if Terraform is missing
 */
export async function withStacks(
  name: string,
  file: string,
  options: StackOptions,
  { terminal, today }: Context,
  work: (workspace: Workspace) => Promise<number>,
): Promise<number> {
  try {
    const { findings, environment, source } = compileSpec(file, today);
    terminal.note(findingsText(findings, source, terminal.noteColors));
    if (environment === undefined) throw new UserError('the spec has errors', 'correct them; nothing was run');
    refuseSilence(options, terminal.interactive);
    const command = findTerraform(process.env, join(packageFolder, '.tools', 'terraform'));
    const target = options.target(environment);
    const { output, simulated } = target;
    const claim = (draft: string) => noteRunning(draft, process.pid, name);
    await writeStacks(target.adapt(environment), output, terminal, claim);
    outliveReaders();
    return await interruptible(async (interruption) => {
      try {
        const logs = join(output, 'logs');
        const settings = { command, environment: await target.prepare(environment), output, logs };
        const [stacks, retired] = [readStacks(resolve(output)), readRetiredStacks(resolve(output))];
        const terraform = openTerraform(settings);
        return await work({ environment, simulated, output, stacks, retired, terraform, logs, interruption });
      } finally {
        forgetRunning(output, process.pid);
      }
    });
  } catch (error) {
    const refusal =
      error instanceof DeployProblem ? new UserError(error.message, error.fix) : unexpectedUserError(error);
    if (options.format === 'json' && refusal instanceof UserError) {
      printEvent(terminal, { type: 'run-refused', message: refusal.message, fix: refusal.fix });
    }
    throw refusal;
  }
}

/** Nobody can be asked who is not there, or who gets a stream of events. */
function refuseSilence({ autoApprove, format }: StackOptions, interactive: boolean): void {
  if (autoApprove || (interactive && format === 'text')) return;
  throw new UserError(
    `somebody has to approve the changes, and ${format === 'json' ? 'with --format json nobody can be asked' : 'there is no terminal to ask on'}`,
    'pass --auto-approve to accept all of them',
  );
}
