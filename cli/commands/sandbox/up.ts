import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../../../planner/environment/environment';
import { parseFaults } from '../../../sandbox/cloud/fault-file';
import { type FaultRule, writeFaults } from '../../../sandbox/cloud/faults';
import { sandboxFolder } from '../../../sandbox/sandbox-folder';
import { type SandboxStatus, sandboxStatus } from '../../../sandbox/status';
import type { Context } from '../../context';
import { UserError } from '../../exit';
import { invocation } from '../../invocation';
import { printEvent } from '../../run/run-in-terminal';
import { sandboxTarget, type Target } from '../../run/target';
import { locateSandbox, makeSandboxParent, type SandboxOptions, sandboxPath } from '../../sandbox/location';
import { renderStatus } from '../../sandbox/status-text';
import { shellWord } from '../../shell-word';
import { deploy } from '../deploy';

export interface UpOptions extends SandboxOptions {
  readonly parallelism: number;
  readonly prune?: boolean;
  readonly format: 'text' | 'json';
  /** File with fault rules. @default the rules that the sandbox has */
  readonly faults?: string;
}

/** `ninefold sandbox up`: deploys a spec, whole, to simulated clouds. Returns the exit code. */
export async function sandboxUp(file: string, options: UpOptions, context: Context): Promise<number> {
  const { terminal } = context;
  const { format, parallelism, prune } = options;
  if (format === 'text') terminal.note('simulated: no cloud is touched, and no credentials are read');
  const target = (environment: Environment): Target => {
    const faults = options.faults === undefined ? undefined : readFaultFile(options.faults);
    makeSandboxParent(options);
    const folder = sandboxFolder(resolve(sandboxPath(environment, options)));
    const sandbox = sandboxTarget(folder);
    return {
      ...sandbox,
      async prepare(prepared) {
        if (faults) writeFaults(folder.cloud, faults);
        return sandbox.prepare(prepared);
      },
    };
  };
  // Nothing in a sandbox is worth a question.
  const unasked = { autoApprove: true, deleteData: true };
  const exitCode = await deploy(
    file,
    { ...unasked, parallelism, format, target, ...(prune ? { prune } : {}) },
    context,
  );

  const { environment, folder } = locateSandbox(file, options, context);
  const status = sandboxStatus(environment, folder);
  if (format === 'json') printEvent(terminal, { type: 'sandbox-status', ...status });
  else terminal.print(`\n${renderStatus(status, terminal.colors)}\n\n${nextSteps(file, environment, status)}`);
  return exitCode;
}

function readFaultFile(path: string): readonly FaultRule[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`,
      'name a file with fault rules',
    );
  }
  const { rules, problems } = parseFaults(text);
  if (problems.length === 0) return rules;
  throw new UserError(`${path}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`, 'correct the rules');
}

function nextSteps(file: string, { regions, primaryRegion }: Environment, status: SandboxStatus): string {
  const spec = file === 'project.yaml' ? '' : ` ${shellWord(file)}`;
  const lost = status.regions.filter(({ reachable }) => !reachable).map(({ region }) => region);
  const canLose = regions.length > 1 && lost.length === 0;
  const rows = [
    ...lost.map((region) => [`sandbox restore ${region}${spec}`, 'let the lost region answer again']),
    ...(canLose ? [[`sandbox lose ${primaryRegion}${spec}`, 'lose a region, and see who answers']] : []),
    [`sandbox status${spec}`, 'look again'],
    [`sandbox down${spec}`, 'destroy it again'],
  ] as const;
  const width = Math.max(...rows.map(([command]) => (command ?? '').length));
  return [
    'Next:',
    ...rows.map(([command, purpose]) => `  ${invocation} ${(command ?? '').padEnd(width)}  ${purpose}`),
  ].join('\n');
}
