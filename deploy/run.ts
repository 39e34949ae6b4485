import type { NotStarted, RunSummary, StackResult } from './events';
import { runStack, type StackTools } from './run-stack';
import type { Step } from './steps';

export interface RunRequest extends StackTools {
  /** What to do; a step whose `after` names no other step of the run waits for nothing. */
  readonly steps: readonly Step[];
  /** Stacks at a time, at least 1. */
  readonly parallelism: number;
}

/**
 * Deploys or destroys stacks in the order of their steps, independent ones at the same time. A stack that fails takes
 * nothing away from those beside it: they go on to their end, and only what has to come after it is not started. After
 * an interrupt nothing new is started, Terraform finishes what it has begun, and everything that runs is waited for.
 * Repeating a run does what is left.
 */
export async function runSteps(request: RunRequest): Promise<RunSummary> {
  const { steps, parallelism, interrupt, onEvent } = request;
  const started = Date.now();
  const results = new Map<string, StackResult>();
  const running = new Map<string, Promise<void>>();

  const finish = (result: StackResult): void => {
    results.set(result.stack, result);
    running.delete(result.stack);
    onEvent({ type: eventTypes[result.outcome], ...result });
  };
  const onInterrupt = () => onEvent({ type: 'run-interrupted', waitingFor: [...running.keys()] });

  onEvent({
    type: 'run-started',
    parallelism,
    stacks: steps.map(({ stack, action, after }) => ({ stack: stack.name, action, after })),
  });
  interrupt.addEventListener('abort', onInterrupt, { once: true });
  for (;;) {
    for (const step of steps) {
      const { name } = step.stack;
      if (results.has(name) || running.has(name)) continue;
      const because = reasonNotToStart(step, results, interrupt);
      if (because !== undefined) finish(notStarted(step, because));
      else if (running.size < parallelism && isReady(step, steps, results)) {
        running.set(name, runStack(step, request).then(finish));
      }
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  interrupt.removeEventListener('abort', onInterrupt);

  const summary: RunSummary = {
    results: steps.flatMap(({ stack }) => results.get(stack.name) ?? []),
    interrupted: interrupt.aborted,
    elapsedSeconds: Math.round((Date.now() - started) / 100) / 10,
  };
  onEvent({ type: 'run-finished', ...summary });
  return summary;
}

/** Whether everything was done that the run was for. */
export function isComplete({ results }: RunSummary): boolean {
  return results.every(isDone);
}

const eventTypes = {
  done: 'stack-finished',
  unchanged: 'stack-finished',
  failed: 'stack-failed',
  interrupted: 'stack-interrupted',
  'not-started': 'stack-not-started',
} as const;

function isDone({ outcome }: StackResult): boolean {
  return outcome === 'done' || outcome === 'unchanged';
}

function isReady({ after }: Step, steps: readonly Step[], results: ReadonlyMap<string, StackResult>): boolean {
  return after.every((name) => results.has(name) || !steps.some(({ stack }) => stack.name === name));
}

function reasonNotToStart(
  { after }: Step,
  results: ReadonlyMap<string, StackResult>,
  interrupt: AbortSignal,
): NotStarted | undefined {
  if (interrupt.aborted) return { reason: 'interrupted' };
  if ([...results.values()].some(({ because }) => because?.reason === 'declined')) return { reason: 'declined' };
  for (const name of after) {
    const result = results.get(name);
    // What is at the root of it is what has to be dealt with.
    if (result !== undefined && !isDone(result)) return result.because ?? { reason: 'dependency', stack: name };
  }
  return undefined;
}

function notStarted({ stack, action }: Step, because: NotStarted): StackResult {
  return {
    stack: stack.name,
    action,
    outcome: 'not-started',
    done: 0,
    total: 0,
    elapsedSeconds: 0,
    unfinished: [],
    because,
  };
}
