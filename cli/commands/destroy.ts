import { type Inspection, inspectStacks } from '../../deploy/inspect';
import { isComplete } from '../../deploy/run';
import { destroySteps, unselectedDependents } from '../../deploy/steps';
import { count } from '../../schemas/count';
import type { Context } from '../context';
import { exitCodes, UserError } from '../exit';
import { forgetDestroyed } from '../output/forget-destroyed';
import { removeRetiredStack } from '../output/output-folder';
import { refuseObstacles } from '../run/refuse-obstacles';
import { runInTerminal } from '../run/run-in-terminal';
import { selectOrRefuse } from '../run/select-or-refuse';
import { type StackOptions, withStacks } from '../run/with-stacks';
import type { Terminal } from '../terminal/terminal';

/** `ninefold destroy`: destroys the stacks of a spec, and those that it has no more. Returns the exit code. */
export async function destroy(file: string, options: StackOptions, context: Context): Promise<number> {
  const { terminal } = context;
  const { stack: patterns, autoApprove = false, deleteData = false, format, parallelism } = options;
  return withStacks('ninefold destroy', file, options, context, async (workspace) => {
    const { environment, simulated, output, stacks, retired, terraform, logs, interruption } = workspace;
    const all = [...stacks, ...retired];
    const selected = selectOrRefuse(all, patterns);
    const dependents = unselectedDependents(all, selected);
    const inspections = await inspectStacks([...selected, ...dependents], terraform, interruption.signal);
    if (interruption.signal.aborted) return exitCodes.incomplete;
    const filled = inspections.filter(({ resources }) => resources.length > 0);
    refuseDependents(filled.filter(({ stack }) => dependents.includes(stack)));
    const doomed = filled.filter(({ stack }) => selected.includes(stack));
    refuseObstacles(doomed, deleteData, 'deploy once with `cluster.deletionProtection: false` in the spec');
    if (
      doomed.length > 0 &&
      !autoApprove &&
      !(await confirm(environment.name, doomed, terminal, interruption.signal))
    ) {
      terminal.note('nothing was destroyed');
      return exitCodes.incomplete;
    }

    const doomedStacks = doomed.map(({ stack }) => stack);
    const steps = destroySteps(all, doomedStacks);
    const run = { steps, terraform, logs, parallelism, ask: false, format, interruption, simulated };
    const summary = await runInTerminal(run, terminal);
    forgetDestroyed(output, retired, summary);
    // Retired stacks that held nothing were not part of the run.
    for (const stack of selected) {
      if (retired.includes(stack) && !doomedStacks.includes(stack)) removeRetiredStack(output, stack.name);
    }
    return isComplete(summary) ? exitCodes.ok : exitCodes.incomplete;
  });
}

function refuseDependents(dependents: readonly Inspection[]): void {
  if (dependents.length === 0) return;
  const rows = dependents.map(({ stack, resources }) => `  ${stack.name}  ${count(resources.length, 'object')}`);
  throw new UserError(
    `other stacks use what would be destroyed:\n${rows.join('\n')}`,
    'destroy them first, or select them as well',
  );
}

/** Asks for the name of the environment: nobody types that by habit. */
async function confirm(
  environment: string,
  doomed: readonly Inspection[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<boolean> {
  const { noteColors: colors } = terminal;
  const { isCancel, text } = await import('@clack/prompts');
  const width = Math.max(...doomed.map(({ stack }) => stack.name.length));
  const rows = doomed.map(
    ({ stack, resources }) => `  ${stack.name.padEnd(width)}  ${count(resources.length, 'object')}`,
  );
  terminal.note([colors.bold(colors.red('These are destroyed:')), ...rows].join('\n'));
  const answer = await text({
    message: `Type ${environment} to destroy them`,
    validate: (value) => (value?.trim() === environment ? undefined : `type ${environment}, or press Ctrl-C`),
    signal,
  });
  return !isCancel(answer);
}
