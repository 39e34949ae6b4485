import { inspectStacks } from '../../deploy/inspect';
import { isComplete } from '../../deploy/run';
import { deploySteps, withRetired } from '../../deploy/steps';
import type { Context } from '../context';
import { exitCodes, UserError } from '../exit';
import { forgetDestroyed } from '../output/forget-destroyed';
import { retiredNotice } from '../output/retired-notice';
import { refuseObstacles } from '../run/refuse-obstacles';
import { printEvent, runInTerminal } from '../run/run-in-terminal';
import { selectOrRefuse } from '../run/select-or-refuse';
import { type StackOptions, type Workspace, withStacks } from '../run/with-stacks';

export interface DeployOptions extends StackOptions {
  /** Whether to destroy stacks that are gone from the spec. */
  readonly prune?: boolean;
}

/** `ninefold deploy`: synthesizes a spec and applies its stacks. Returns the exit code. */
export async function deploy(file: string, options: DeployOptions, context: Context): Promise<number> {
  const { terminal } = context;
  const { stack: patterns, prune = false, autoApprove = false, format, parallelism } = options;
  if (prune && patterns !== undefined) {
    throw new UserError(
      '--prune and --stack exclude each other: what a retired stack leaves behind may be in use by any other',
      'leave out --stack',
    );
  }
  return withStacks('ninefold deploy', file, options, context, async (workspace) => {
    const { simulated, output, stacks, retired, terraform, logs, interruption } = workspace;
    const deployed = deploySteps(stacks, selectOrRefuse(stacks, patterns));
    const steps = prune ? withRetired(deployed, await prunable(workspace, options)) : deployed;
    const names = retired.map(({ name }) => name);
    const isNews = names.length > 0 && !prune && patterns === undefined;
    if (isNews && format === 'json') printEvent(terminal, { type: 'stacks-retired', stacks: names });
    const run = { steps, terraform, logs, parallelism, ask: !autoApprove, format, interruption, simulated };
    const summary = await runInTerminal(run, terminal);
    forgetDestroyed(output, retired, summary);
    if (isNews && format === 'text') terminal.note(retiredNotice(names, simulated));
    return isComplete(summary) ? exitCodes.ok : exitCodes.incomplete;
  });
}

/** The retired stacks, if nothing in them stands against their destruction. */
async function prunable({ retired, terraform, interruption }: Workspace, { deleteData = false }: DeployOptions) {
  const inspections = await inspectStacks(retired, terraform, interruption.signal);
  refuseObstacles(
    inspections,
    deleteData,
    'put what was taken out of the spec back, deploy it once with `cluster.deletionProtection: false`, then take it out again',
  );
  return retired;
}
