import type { RunEvent, StackResult } from '../../deploy/events';
import { count } from '../../schemas/count';
import { liveLines } from '../terminal/live-lines';
import type { Terminal } from '../terminal/terminal';
import { formatChanges, formatElapsed, formatResult } from './run-text';

/** Shows a run while it goes on. */
export interface RunDisplay {
  readonly onEvent: (event: RunEvent) => void;
  /** Says what is still waited for, after an interrupt. */
  remind(): void;
  /** Leaves the terminal to somebody else, for example to a question. */
  pause(): void;
  resume(): void;
  /** Takes away what is shown of stacks that run. */
  end(): void;
}

interface Running {
  doing: string;
  readonly started: number;
  /** When a line about its progress was last written, where lines cannot be redrawn. */
  told: number;
  done: number;
  total: number;
  addresses: readonly string[];
}

const doing = {
  init: 'preparing',
  plan: 'planning',
  approval: 'waiting for approval',
  apply: { deploy: 'applying', destroy: 'destroying' },
} as const;

/** Without a terminal, a line about a stack at work comes this often: CI systems end jobs that are silent. */
const silentMilliseconds = 60_000;

/**
 * A line for every event on stderr, and on a terminal a line for every running stack below them, with its progress, in
 * place.
 */
export function showRun(terminal: Terminal): RunDisplay {
  const { noteColors: colors, liveNotes } = terminal;
  const running = new Map<string, Running>();
  const waiting = new Set<string>();
  let width = 0;

  const block = (): string[] => [
    ...[...running].map(([stack, state]) => `${stack.padEnd(width)}  ${progressOf(state)}`),
    ...(waiting.size > 0 ? [`${count(waiting.size, 'stack')} waiting`] : []),
  ];
  const live = liveLines(terminal, block);
  const say = (stack: string, text: string) => live.print(`${stack.padEnd(width)}  ${text}`);
  const remind = () => {
    const names = [...running.keys()];
    if (names.length === 0) live.print('interrupted');
    else live.print(`interrupted: waiting for Terraform to store the state of ${names.join(', ')}`);
  };

  const end = (result: StackResult): void => {
    running.delete(result.stack);
    waiting.delete(result.stack);
    say(result.stack, formatResult(result, colors));
    const [first] = result.failure?.diagnostics ?? [];
    if (first !== undefined) say('', colors.red(`${first.address ? `${first.address}: ` : ''}${first.summary}`));
  };

  const enter = ({ stack, phase, action }: RunEvent & { type: 'stack-started' }): void => {
    const work = phase === 'apply' ? doing.apply[action] : doing[phase];
    const state = running.get(stack) ?? { ...idle, started: Date.now(), told: Date.now() };
    waiting.delete(stack);
    running.set(stack, { ...state, doing: work });
    if (!liveNotes && phase !== 'approval') say(stack, work);
  };

  const progress = (event: RunEvent & { type: 'stack-progress' }): void => {
    const state = running.get(event.stack);
    if (state === undefined) return;
    Object.assign(state, { done: event.done, total: event.total, addresses: event.addresses });
    if (liveNotes || Date.now() - state.told < silentMilliseconds) return;
    state.told = Date.now();
    say(event.stack, progressOf(state));
  };

  const onEvent = (event: RunEvent): void => {
    switch (event.type) {
      case 'run-started':
        for (const { stack } of event.stacks) waiting.add(stack);
        width = Math.max(0, ...event.stacks.map(({ stack }) => stack.length));
        break;
      case 'stack-started':
        enter(event);
        live.redraw();
        break;
      case 'stack-planned':
        if (!liveNotes) say(event.stack, formatChanges(event.changes));
        break;
      case 'stack-progress':
        progress(event);
        break;
      case 'stack-warning':
        say(
          event.stack,
          colors.yellow(`warning: ${event.diagnostic.summary} ${event.diagnostic.address ?? ''}`.trim()),
        );
        break;
      case 'stack-finished':
      case 'stack-failed':
      case 'stack-interrupted':
      case 'stack-not-started':
        end(event);
        break;
      case 'run-interrupted':
        remind();
        break;
    }
  };

  return { onEvent, remind, pause: live.pause, resume: live.resume, end: live.end };
}

const idle = { doing: '', done: 0, total: 0, addresses: [] };

function progressOf({ doing, started, done, total, addresses }: Running): string {
  const elapsed = formatElapsed((Date.now() - started) / 1000);
  if (total === 0) return `${doing} ${elapsed}`;
  const filled = Math.min(10, Math.floor((10 * done) / total));
  const bar = '█'.repeat(filled) + '░'.repeat(10 - filled);
  return `${bar} ${done}/${total} ${elapsed} ${addresses[0] ?? ''}${addresses.length > 1 ? ` +${addresses.length - 1}` : ''}`.trim();
}
