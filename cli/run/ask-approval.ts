import type { StackPlan } from '../../deploy/events';
import type { Terminal } from '../terminal/terminal';
import type { RunDisplay } from './run-display';
import { renderPlannedStack } from './run-text';

type Answer = 'yes' | 'all' | 'stop';

/**
 * Shows the plan of each stack and asks whether to apply it, one question at a time.
 *
 * @param logOf file with everything that Terraform said about the plan of a stack
 * @param interrupt called when the user answers with Ctrl-C
 */
export function askApproval(
  terminal: Terminal,
  display: RunDisplay,
  interruption: { readonly signal: AbortSignal; interrupt(): void },
  logOf: (stack: string) => string,
): (plan: StackPlan) => Promise<boolean> {
  let answer: Answer = 'yes';
  let last: Promise<unknown> = Promise.resolve();

  const ask = async (plan: StackPlan): Promise<boolean> => {
    if (answer !== 'yes' || interruption.signal.aborted) return answer === 'all' && !interruption.signal.aborted;
    const { isCancel, select } = await import('@clack/prompts');
    display.pause();
    try {
      terminal.note(`\n${renderPlannedStack(plan, logOf(plan.stack), terminal.noteColors)}`);
      const given = await select({
        message: `${plan.action === 'deploy' ? 'Apply this to' : 'Destroy'} ${plan.stack}?`,
        options: [
          { value: 'yes', label: 'yes' },
          { value: 'all', label: 'all', hint: 'this and all that follow, without looking at them' },
          { value: 'stop', label: 'stop', hint: 'start nothing more' },
        ],
        signal: interruption.signal,
      });
      if (isCancel(given)) {
        interruption.interrupt();
        return false;
      }
      answer = given as Answer;
      return given !== 'stop';
    } finally {
      display.resume();
    }
  };
  return (plan) => {
    const next = last.then(() => ask(plan));
    last = next.catch(() => undefined);
    return next;
  };
}
