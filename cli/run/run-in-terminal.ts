import { join } from 'node:path';
import type { RunSummary } from '../../deploy/events';
import { runSteps } from '../../deploy/run';
import type { Step } from '../../deploy/steps';
import type { Terraform } from '../../deploy/terraform/terraform';
import type { Interruption } from '../terminal/interruption';
import type { Terminal } from '../terminal/terminal';
import { askApproval } from './ask-approval';
import { type RunDisplay, showRun } from './run-display';
import { renderRun } from './run-text';

interface TerminalRun {
  readonly steps: readonly Step[];
  readonly terraform: Terraform;
  readonly logs: string;
  readonly parallelism: number;
  /** Whether to ask before each stack. */
  readonly ask: boolean;
  readonly format: 'text' | 'json';
  readonly interruption: Interruption;
  /** Whether nothing of it is real; every event then says so. */
  readonly simulated: boolean;
}

/** Runs steps, shows on the terminal what happens, and prints the results; as JSON, every event is a line on stdout. */
export async function runInTerminal(run: TerminalRun, terminal: Terminal): Promise<RunSummary> {
  const { steps, terraform, logs, parallelism, ask, format, interruption, simulated } = run;
  const display = format === 'json' ? streamRun(terminal, simulated) : showRun(terminal);
  interruption.onRepeat(display.remind);
  const logOf = (stack: string) => join(logs, `${stack}.plan.log`);
  const approve = ask ? askApproval(terminal, display, interruption, logOf) : undefined;
  try {
    const { onEvent } = display;
    const summary = await runSteps({ steps, terraform, parallelism, approve, onEvent, interrupt: interruption.signal });
    display.end();
    if (format === 'text') terminal.print(renderRun(summary, terminal.colors));
    return summary;
  } finally {
    display.end();
  }
}

/** Writes an event, of a run or beside one, as a line of JSON. */
export function printEvent<Event extends { readonly type: string }>(terminal: Terminal, event: Event): void {
  const { type, ...rest } = event;
  terminal.print(JSON.stringify({ type, time: new Date().toISOString(), ...rest }));
}

function streamRun(terminal: Terminal, simulated: boolean): RunDisplay {
  return {
    onEvent: (event) => printEvent(terminal, simulated ? { ...event, simulated } : event),
    remind: () => terminal.note('interrupted: waiting for Terraform to store its state'),
    pause: () => {},
    resume: () => {},
    end: () => {},
  };
}
