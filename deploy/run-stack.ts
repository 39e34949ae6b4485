import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { noteApply, planWithAdoption } from './adoption/adopt';
import { adviceOn, hasUnsavedState } from './advice';
import type { Failure, RunEvent, StackPlan, StackResult } from './events';
import { deleteHalfMade, isWithin } from './half-made';
import { followProgress, type StackProgress } from './stack-progress';
import type { Step } from './steps';
import { type Diagnostic, errorDiagnostic } from './terraform/diagnostic';
import { lockSummary, parseStateLock } from './terraform/state-lock';
import type { Terraform, TerraformRun } from './terraform/terraform';
import { type Changes, errorsIn, type TerraformMessage } from './terraform/terraform-message';

/** What a run gives to each of its stacks. */
export interface StackTools {
  readonly terraform: Terraform;
  /**
   * Asked for every plan that changes something, and may decline it, which also ends the run as soon as what runs is
   * done. Without it everything is applied.
   */
  readonly approve?: ((plan: StackPlan) => Promise<boolean>) | undefined;
  readonly onEvent: (event: RunEvent) => void;
  readonly interrupt: AbortSignal;
}

/** Name of the saved plan in the stack's folder. It holds values in clear text and goes when it has been applied. */
const planFile = 'ninefold.tfplan';

/** Initialises, plans and applies one stack; what is applied is what was planned. Never rejects. */
export async function runStack(step: Step, tools: StackTools): Promise<StackResult> {
  const progress = followProgress(step, tools.onEvent);
  try {
    return await runPhases(step, tools, progress);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return failed(step, tools, progress, [errorDiagnostic('Terraform could not be run', detail)]);
  } finally {
    rmSync(join(step.stack.folder, planFile), { force: true });
  }
}

async function runPhases(step: Step, tools: StackTools, progress: StackProgress): Promise<StackResult> {
  const { stack, action } = step;
  const { terraform, interrupt } = tools;
  const run = (...args: string[]) => terraform.run({ stack, args, onMessage: progress.see, interrupt });

  progress.enter('init');
  if (hasUnsavedState(stack)) {
    const detail = 'An earlier run left a state that has to be stored before anything else.';
    return failed(step, tools, progress, [errorDiagnostic('The state is not up to date', detail)]);
  }
  const initialized = await terraform.init(stack, interrupt);
  if (initialized.code !== 0) return ended(step, tools, progress, initialized);

  const planArgs = ['plan', '-input=false', '-json', '-detailed-exitcode', `-out=${planFile}`];
  const plan = (...options: readonly string[]) =>
    action === 'deploy'
      ? run(...planArgs, ...options)
      : planDestruction((...more) => run(...planArgs, '-destroy', ...options, ...more));
  const { onEvent } = tools;
  /** Plans, and asks for approval unless `before` has all of it; returns the plan, or the result if the stack ends here. */
  const planApproved = async (before?: StackPlan): Promise<StackPlan | StackResult> => {
    progress.enter('plan');
    const adoption = { step, terraform, onEvent, interrupt, plan, planFile };
    const planned = await planWithAdoption(adoption, initialized.log);
    // Of the detailed exit codes, 0 says that there is nothing to do and 2 that there is.
    if (planned.code === 0) return progress.result(before === undefined ? 'unchanged' : 'done');
    if (planned.code !== 2) return ended(step, tools, progress, planned);
    const changes = { stack: stack.name, action, ...changesIn(planned.messages) };
    progress.planned(changes);
    const isApproved = before !== undefined && isWithin(changes.resources, before.resources);
    return (isApproved ? undefined : await askFor(changes, tools, progress)) ?? changes;
  };

  const approved = await planApproved();
  if ('outcome' in approved) return approved;

  progress.enter('apply');
  const saved = { file: planFile, resources: approved.resources };
  const deleted = action === 'deploy' ? await deleteHalfMade(stack, terraform, saved, interrupt) : undefined;
  if (deleted !== undefined) {
    if (deleted.code !== 0) return ended(step, tools, progress, deleted);
    const rest = await planApproved(approved);
    if ('outcome' in rest) return rest;
    progress.enter('apply');
  }
  const applied = await run('apply', '-input=false', '-json', planFile);
  noteApply(step, applied);
  return applied.code === 0 ? progress.result('done') : ended(step, tools, progress, applied);
}

/** The result of a stack that may not go on; undefined if it may. */
async function askFor(
  plan: StackPlan,
  { approve, interrupt }: StackTools,
  progress: StackProgress,
): Promise<StackResult | undefined> {
  if (approve !== undefined) {
    progress.enter('approval');
    if (!(await approve(plan))) return progress.result('not-started', { because: { reason: 'declined' } });
  }
  return interrupt.aborted ? progress.result('not-started', { because: { reason: 'interrupted' } }) : undefined;
}

/**
 * Terraform evaluates the configuration even to destroy everything, and fails if an output that it reads is gone in the
 * meantime, as it is when the spec has changed since. Then it has to go by the state alone; that comes second because
 * credentials that the configuration reads from data sources would be old ones.
 */
async function planDestruction(plan: (...args: string[]) => Promise<TerraformRun>): Promise<TerraformRun> {
  const planned = await plan();
  const isUnreadable = planned.messages.some(
    (message) => message.type === 'diagnostic' && missingOutputs.includes(message.diagnostic.summary),
  );
  return planned.code === 1 && isUnreadable ? plan('-refresh=false') : planned;
}

/** Summaries of the errors of a configuration that reads what another stack does not have. */
const missingOutputs = ['Unsupported attribute', 'Unable to find remote state'];

function changesIn(messages: readonly TerraformMessage[]): Pick<StackPlan, 'changes' | 'resources'> {
  const none: Changes = { add: 0, change: 0, destroy: 0 };
  return {
    changes: messages.flatMap((message) => (message.type === 'summary' ? [message.changes] : [])).at(-1) ?? none,
    resources: messages
      .flatMap((message) => (message.type === 'planned-change' ? [message.change] : []))
      .sort((a, b) => (a.address < b.address ? -1 : 1)),
  };
}

/** The result of a Terraform process that did not succeed. */
function ended(step: Step, tools: StackTools, progress: StackProgress, run: TerraformRun): StackResult {
  if (!tools.interrupt.aborted) return failed(step, tools, progress, errorsOf(run), run.log);
  if (progress.phase() !== 'apply') return progress.result('not-started', { because: { reason: 'interrupted' } });
  return progress.result('interrupted', { failure: failure(step, tools, progress, errorsOf(run), run.log) });
}

function failed(
  step: Step,
  tools: StackTools,
  progress: StackProgress,
  diagnostics: readonly Diagnostic[],
  log?: string,
): StackResult {
  const reason = failure(step, tools, progress, diagnostics, log);
  if (diagnostics.some(({ summary }) => summary === lockSummary)) {
    const { advice, lock } = reason;
    tools.onEvent({ type: 'stack-locked', stack: step.stack.name, advice, ...(lock && { lock }) });
  }
  return progress.result('failed', { failure: reason });
}

function failure(
  step: Step,
  { terraform }: StackTools,
  progress: StackProgress,
  diagnostics: readonly Diagnostic[],
  log?: string,
): Failure {
  const locked = diagnostics.find(({ summary }) => summary === lockSummary);
  const lock = locked && parseStateLock(locked.detail);
  return {
    phase: progress.phase(),
    diagnostics,
    advice: adviceOn(step, terraform.command, diagnostics),
    ...(lock && { lock }),
    ...(log !== undefined && { log }),
  };
}

/** Says only that other errors follow. */
const heading = 'Terraform encountered problems during initiali';

/** Terraform's errors; if it gave none, what it wrote last. */
function errorsOf({ code, signal, messages }: TerraformRun): Diagnostic[] {
  const errors = errorsIn(messages).filter(({ summary }) => !summary.startsWith(heading));
  if (errors.length > 0) return unique(errors);
  const text = messages.flatMap((message) => (message.type === 'text' ? [message.text] : []));
  const how = signal === null ? `ended with exit code ${code}` : `was killed by ${signal}`;
  return [errorDiagnostic(`Terraform ${how}`, text.slice(-20).join('\n').trim())];
}

/** Terraform repeats an error for every branch that it stops. */
function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
