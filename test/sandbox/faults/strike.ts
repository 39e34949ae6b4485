import { rmSync } from 'node:fs';
import type { Diagnostic } from '../../../deploy/terraform/diagnostic';
import { writeFaults } from '../../../sandbox/cloud/faults';
import { readOperations } from '../../../sandbox/cloud/operations';
import { addressesIn, disagreements } from '../../support/agreement';
import type { Cell, Kind } from './cells';
import { copyPlace, type Place, type Run, run, type stagedEnvironment } from './staged-environment';

/** What became of a cell. */
export interface Verdict {
  readonly cell: Cell;
  /** What was struck. */
  readonly struck: string;
  /** How the run with the fault ended. */
  readonly first: string;
  /** Objects that the second run took over. */
  readonly adopted: number;
  readonly seconds: number;
  /** What is not as it has to be. */
  readonly problems: readonly string[];
}

/** How each fault shows itself to whoever runs Ninefold. */
const reasons: Readonly<Record<Exclude<Kind, 'slow'>, RegExp>> = {
  throttle: /ThrottlingException/,
  'half-way': /CREATE_FAILED/,
  'no-capacity': /InsufficientInstanceCapacity/,
  'kill-before': /Plugin did not respond|Plugin error|rpc error|Request cancelled/,
  'kill-after': /Plugin did not respond|Plugin error|rpc error|Request cancelled/,
  'region-down': /does not answer/,
};

/** Runs a stack with a fault, and again without, and looks at what there is then. */
export async function strike(
  cell: Cell,
  environment: ReturnType<typeof stagedEnvironment>,
  root: string,
): Promise<Verdict> {
  const { stack, action, moment, rule } = cell;
  const started = Date.now();
  const stages = { update: environment.changed, replace: environment.changed, delete: () => environment.unused(stack) };
  const stage = moment in stages ? stages[moment as keyof typeof stages] : () => environment.before(stack);
  const place = await copyPlace(await stage(), root);
  const { folder } = place;

  writeFaults(folder.cloud, [rule]);
  const first = await run(place, action, [stack]);
  writeFaults(folder.cloud, []);
  const [struck] = readOperations(folder.cloud).filter(({ fault }) => fault === rule.id);
  const second = await run(place, action, [stack]);
  const adopted = second.events.flatMap((event) => (event.type === 'stack-adopting' ? event.objects : []));

  const problems = [
    ...(struck === undefined ? ['the fault never struck'] : []),
    ...problemsOfFirst(cell, first),
    ...(outcomeOf(second) === 'done' || outcomeOf(second) === 'unchanged' ? [] : [`second run: ${describe(second)}`]),
    ...second.events.flatMap((event) =>
      event.type === 'stack-warning' && !isExpected(event.diagnostic)
        ? [`second run warns: ${event.diagnostic.summary} ${event.diagnostic.detail}`]
        : [],
    ),
    ...disagreements(folder),
    ...(await problemsAtEnd(cell, place, environment)),
  ];
  rmSync(root, { recursive: true, force: true });
  return {
    cell,
    struck: [struck?.operation, struck?.type, struck?.name].join(' ').trim(),
    first: summarize(first),
    adopted: adopted.length,
    seconds: (Date.now() - started) / 1000,
    problems,
  };
}

/** A plan that replaces something new to get rid of a part of it has to say so. */
function isExpected({ summary }: Diagnostic): boolean {
  return summary === 'This object is replaced because a part of it cannot be found';
}

function outcomeOf({ results }: Run): string {
  return results[0]?.outcome ?? 'nothing';
}

/** For the table. */
function summarize({ results }: Run): string {
  const [result] = results;
  const [diagnostic] = result?.failure?.diagnostics ?? [];
  return [result?.outcome, diagnostic?.summary].filter((part) => part !== undefined).join(': ');
}

function describe(result: Run): string {
  const { phase, diagnostics = [] } = result.results[0]?.failure ?? {};
  const [diagnostic] = diagnostics;
  const reason = diagnostic && `${diagnostic.summary} ${diagnostic.detail}`;
  return reason === undefined ? outcomeOf(result) : `${outcomeOf(result)} in ${phase}: ${reason}`;
}

/** A fault has to be told for what it is: which stack, which object, why. */
function problemsOfFirst({ kind, stack, moment }: Cell, first: Run): string[] {
  if (kind === 'slow') return outcomeOf(first) === 'done' ? [] : [`first run: ${describe(first)}`];
  const told = first.events.find((event) => event.type === 'stack-failed');
  if (told === undefined || told.stack !== stack) return [`nobody was told of the failure: ${describe(first)}`];
  const texts = told.failure?.diagnostics.map(({ summary, detail }) => `${summary} ${detail}`) ?? [];
  return [
    ...(texts.some((text) => reasons[kind].test(text)) ? [] : [`the reason is not told: ${describe(first)}`]),
    ...(moment !== 'plan' && told.unfinished.length === 0 ? ['nothing tells which object failed'] : []),
  ];
}

async function problemsAtEnd(
  { action, stack, moment }: Cell,
  place: Place,
  environment: ReturnType<typeof stagedEnvironment>,
): Promise<string[]> {
  const left = addressesIn(place.folder, stack);
  if (action === 'destroy') return left.map((address) => `still recorded: ${address}`);
  const again = await run(place, 'deploy', [stack]);
  const whole = addressesIn((await environment.whole()).folder, stack);
  const isWhole = moment === 'update' || moment === 'replace' || JSON.stringify(left) === JSON.stringify(whole);
  return [
    ...(outcomeOf(again) === 'unchanged' ? [] : [`a further run is not without changes: ${describe(again)}`]),
    ...(isWhole ? [] : ['the stack does not have the same objects as one without faults']),
  ];
}
