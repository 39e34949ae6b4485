import { relative } from 'node:path';
import type { Failure, NotStarted, RunSummary, StackPlan, StackResult } from '../../deploy/events';
import type { Diagnostic } from '../../deploy/terraform/diagnostic';
import type { Changes, PlannedChange } from '../../deploy/terraform/terraform-message';
import { count } from '../../schemas/count';
import type { Colors } from '../terminal/terminal';

/** `5m 20s` */
export function formatElapsed(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) return `${hours}h ${minutes}m`;
  return minutes > 0 ? `${minutes}m ${whole % 60}s` : `${whole}s`;
}

export function formatChanges({ add, change, destroy }: Changes): string {
  return `${add} to add, ${change} to change, ${destroy} to destroy`;
}

/** How a stack ended, without its name. */
export function formatResult(result: StackResult, colors: Colors): string {
  const { action, outcome, done, total, elapsedSeconds, because } = result;
  const progress = `${done} of ${total} changes`;
  const elapsed = formatElapsed(elapsedSeconds);
  switch (outcome) {
    case 'done':
      return colors.green(`${action === 'deploy' ? 'deployed' : 'destroyed'}, ${count(done, 'change')} in ${elapsed}`);
    case 'unchanged':
      return colors.green(action === 'deploy' ? 'no changes' : 'nothing to destroy');
    case 'failed':
      return colors.red(`failed${total > 0 ? ` after ${progress}` : ''} in ${elapsed}`);
    case 'interrupted':
      return colors.yellow(`interrupted after ${progress} in ${elapsed}`);
    case 'not-started':
      return colors.yellow(`not started: ${formatReason(because)}`);
  }
}

function formatReason(because: NotStarted | undefined): string {
  if (because?.reason === 'dependency') return `${because.stack} has to be done first`;
  return because?.reason === 'declined' ? 'not approved' : 'interrupted';
}

/** The changes of a plan for somebody who has to approve it: what is lost comes first. */
export function renderPlannedStack(
  { stack, action, changes, resources }: StackPlan,
  log: string,
  colors: Colors,
): string {
  const rows = kinds.flatMap(({ actions, verb, paint, limit }) => {
    const found = resources.filter((resource) => actions.includes(resource.action));
    const shown = found.slice(0, limit).map(({ address }) => paint(`  ${verb.padEnd(8)} ${address}`, colors));
    const more = found.length - shown.length;
    return more > 0 ? [...shown, colors.dim(`  ${verb.padEnd(8)} and ${more} more: ${log}`)] : shown;
  });
  const others = resources.filter(({ action: name }) => !kinds.some(({ actions }) => actions.includes(name)));
  return [
    `${colors.bold(stack)}${action === 'destroy' ? ` ${colors.red('is destroyed')}` : ''}: ${formatChanges(changes)}`,
    ...rows,
    ...others.map((resource: PlannedChange) => `  ${resource.action.padEnd(8)} ${resource.address}`),
  ].join('\n');
}

interface Kind {
  /** Names that Terraform gives to it. */
  readonly actions: readonly string[];
  readonly verb: string;
  readonly paint: (text: string, colors: Colors) => string;
  /** Lines that are shown; what is lost is always shown. */
  readonly limit: number;
}

const kinds: readonly Kind[] = [
  { actions: ['delete'], verb: 'destroy', paint: (text, { red }) => red(text), limit: Infinity },
  { actions: ['replace'], verb: 'replace', paint: (text, { red }) => red(text), limit: Infinity },
  { actions: ['update'], verb: 'change', paint: (text, { yellow }) => yellow(text), limit: Infinity },
  { actions: ['create'], verb: 'add', paint: (text, { green }) => green(text), limit: 30 },
];

/** The results of a run: a line for each stack, then what went wrong and what to do about it. */
export function renderRun({ results, interrupted, elapsedSeconds }: RunSummary, colors: Colors): string {
  if (results.length === 0) return 'nothing to do';
  const width = Math.max(0, ...results.map(({ stack }) => stack.length));
  const rows = results.map((result) => `  ${result.stack.padEnd(width)}  ${formatResult(result, colors)}`);
  const failures = results.flatMap((result) => (result.failure ? [renderFailure(result, result.failure, colors)] : []));
  const isComplete = results.every(({ outcome }) => outcome === 'done' || outcome === 'unchanged');
  const done = results.filter(({ outcome }) => outcome === 'done' || outcome === 'unchanged').length;
  const total = `${done} of ${count(results.length, 'stack')} done in ${formatElapsed(elapsedSeconds)}`;
  const again = 'run the same command again: what is done stays done, and the rest is planned anew';
  const next = failures.length > 0 && !interrupted ? `correct the cause, then ${again}` : again;
  return [
    [colors.bold(interrupted ? `interrupted, ${total}` : total), ...rows].join('\n'),
    ...failures,
    ...(isComplete ? [] : [`${colors.dim('next')}  ${next}`]),
  ].join('\n\n');
}

function renderFailure(result: StackResult, { phase, diagnostics, advice, log }: Failure, colors: Colors): string {
  const { stack, outcome, unfinished } = result;
  const paint = outcome === 'failed' ? colors.red : colors.yellow;
  const field = (name: string, text: string) => `  ${colors.dim(name.padEnd(10))}  ${text}`;
  return [
    paint(`${stack} ${outcome === 'failed' ? 'failed' : 'was interrupted'} (${phase})`),
    ...diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, colors)),
    ...(unfinished.length > 0 ? [field('unfinished', unfinished.join(', '))] : []),
    ...(outcome === 'interrupted' && unfinished.length > 0
      ? [field('', 'Terraform marks a half-made object as tainted and replaces it the next time.')]
      : []),
    ...(log === undefined ? [] : [field('log', relative(process.cwd(), log))]),
    ...advice.map((text, index) => field(index === 0 ? 'advice' : '', text)),
  ].join('\n');
}

function renderDiagnostic({ summary, detail, address }: Diagnostic, colors: Colors): string {
  const lines = detail === '' ? [] : detail.split('\n').map((line) => `    ${line}`.trimEnd());
  return [`  ${address === undefined ? '' : `${colors.bold(address)}: `}${summary}`, ...lines].join('\n');
}
