import { compileFile } from '../../planner/compile';
import type { Environment } from '../../planner/environment';
import { renderFindings } from '../../review/findings/text';
import type { StackSummary } from '../../stacks/synthesize';
import type { Context } from '../context';
import { exitCodes } from '../exit';
import { fileText } from '../file-text';
import { openOutputFolder } from '../output-folder';
import type { Terminal } from '../terminal';

export interface SynthOptions {
  /** Folder to write. */
  readonly output: string;
}

/** `ninefold synth`: writes the Terraform configuration, or nothing if there are errors. Returns the exit code. */
export async function synth(file: string, { output }: SynthOptions, { terminal, today }: Context): Promise<number> {
  const { findings, environment, source } = compileFile(file, today);
  terminal.note(renderFindings(findings, source, { read: fileText, colors: terminal.noteColors }));
  if (environment === undefined) {
    terminal.note('nothing was written');
    return exitCodes.mistake;
  }
  const { stacks, left } = await write(environment, output, terminal);
  terminal.print(report(file, output, stacks));
  for (const path of left) terminal.note(`kept ${path} of a stack that is gone: look at it, and remove it yourself`);
  return exitCodes.ok;
}

async function write(
  environment: Environment,
  output: string,
  terminal: Terminal,
): Promise<{ stacks: StackSummary[]; left: string[] }> {
  const folder = openOutputFolder(output);
  const signal = catchSignals();
  const done = showProgress(`building the stacks of ${environment.project} / ${environment.name} …`, terminal);
  try {
    const { synthesize } = require('../../stacks/synthesize') as typeof import('../../stacks/synthesize');
    const stacks = synthesize(environment, folder.draft);
    // Synthesis blocks the event loop: signals that came in the meantime are delivered only now.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.received !== undefined) return interrupted(folder.discard, signal.received);
    return { stacks, left: folder.publish() };
  } catch (error) {
    folder.discard();
    throw error;
  } finally {
    done();
    signal.release();
  }
}

/** Holds back the signals that end a process, so that nothing is left half-written. */
function catchSignals(): { received: NodeJS.Signals | undefined; release(): void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const receive = (name: NodeJS.Signals) => {
    state.received = name;
  };
  const state = {
    received: undefined as NodeJS.Signals | undefined,
    release: () => {
      for (const name of signals) process.off(name, receive);
    },
  };
  for (const name of signals) process.on(name, receive);
  return state;
}

/** Ends the process by the signal that it received, so that its parent sees what happened. */
function interrupted(discard: () => void, signal: NodeJS.Signals): Promise<never> {
  discard();
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  return new Promise(() => {});
}

/** Shows one line as long as the work takes, if somebody is watching. */
function showProgress(text: string, { liveNotes, noteColors }: Terminal): () => void {
  if (!liveNotes) return () => {};
  process.stderr.write(noteColors.dim(text));
  return () => process.stderr.write('\r\u001b[2K');
}

function report(file: string, output: string, stacks: readonly StackSummary[]): string {
  const width = Math.max(...stacks.map(({ name }) => name.length));
  const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);
  const rows = stacks.map((stack) => `  ${stack.name.padEnd(width)}  ${String(stack.resources).padStart(4)} resources`);
  return [
    `${output}: ${stacks.length} stacks, ${resources} resources, in the order of deployment`,
    ...rows,
    '',
    'Next, with credentials for the account:',
    `  NINEFOLD_SPEC=${shellWord(file)} npx cdktf deploy --parallelism 1 ${shellWord('*')}`,
    'One stack at a time: when a stack fails, cdktf kills the ones beside it and their state is lost.',
  ].join('\n');
}

function shellWord(text: string): string {
  return /^[-\w./:@+=]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
