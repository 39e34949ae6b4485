import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../steps';
import { isCreation, isReplacement, type PlanContent, readPlan } from '../terraform/saved-plan';
import type { TerraformRun } from '../terraform/terraform';
import { type AdoptionTools, adoptedFile, isPlanned, planWith } from './adoption-tools';
import { taggedTypes } from './arn-ids';
import { bestFits, type Candidate, candidateKey, candidatesFor, nextTrials } from './candidates';
import { findTagged, type TaggedObject } from './find-tagged';
import { forgetCreated, forgetUnfinished, type Journal, noteUnfinished, recallUnfinished } from './journal';
import { lostParts } from './lost-parts';
import { missingIn } from './missing';
import { replacementsMade, setAside } from './replacements';
import { leftBehind, replacedWithWhole, undecided } from './report';
import { judge, type Verdict } from './verdict';

/**
 * Plans, and takes over what earlier runs created without recording it: a run that is cut off between the call that
 * makes an object and the write of the state would otherwise make it a second time, or fail because it exists. Only
 * objects whose creation an earlier run had begun are looked for, and only those are taken that are certainly its own.
 *
 * @param log what `terraform init` wrote in this run
 */
export async function planWithAdoption(tools: AdoptionTools, log: string): Promise<TerraformRun> {
  const { step, onEvent, plan } = tools;
  const { stack, action } = step;
  const imports = join(stack.folder, adoptedFile);
  rmSync(imports, { force: true });
  const journal = recallUnfinished(stack, log);
  const { uncertain } = journal;
  const planned = await plan();
  if (action === 'deploy' && planned.code === 0) forgetUnfinished(stack);
  if (uncertain.length === 0) return planned;
  if (action === 'destroy') {
    onEvent({ type: 'stack-warning', stack: stack.name, diagnostic: leftBehind(uncertain) });
    return planned;
  }
  if (planned.code !== 2) return planned;
  try {
    return await adopt(tools, journal, planned);
  } finally {
    rmSync(imports, { force: true });
  }
}

/** Remembers what an apply may have created without recording it. */
export function noteApply({ stack, action }: Step, applied: TerraformRun): void {
  try {
    if (applied.code !== 0) noteUnfinished(stack, applied.messages);
    else if (action === 'deploy') forgetUnfinished(stack);
    else forgetCreated(stack);
  } catch {
    // On a full disk, for example. Terraform's log says the same, and no next run gets past `recallUnfinished` unnoted.
  }
}

/** A plan and the imports in it. */
interface Planned {
  readonly run: TerraformRun;
  readonly imports: readonly Candidate[];
}

async function adopt(
  tools: AdoptionTools,
  { uncertain, created }: Journal,
  first: TerraformRun,
): Promise<TerraformRun> {
  const { step, terraform, onEvent, planFile } = tools;
  const { stack } = step;
  const read = () => readPlan(stack, terraform, planFile);
  const verdicts = new Map<string, Verdict>();
  let adopted: readonly Candidate[] = [];
  let last: Planned = { run: first, imports: [] };
  let content = await read();
  const openIn = ({ changes }: PlanContent) =>
    changes.filter((change) => isCreation(change) && uncertain.includes(change.address));
  const replacedIn = ({ changes }: PlanContent) =>
    changes.filter((change) => isReplacement(change) && uncertain.includes(change.address));
  const searched = [...openIn(content), ...replacedIn(content)];
  if (searched.length === 0) return first;

  const needsTags = searched.some(({ type }) => taggedTypes.includes(type));
  const lookup = needsTags ? await lookUp(tools) : { tagged: [] };
  const replacements = candidatesFor(replacedIn(content), lookup.tagged, content.managed);
  if (replacements.length > 0) {
    for (const { address } of await replacementsMade(tools, replacements)) await setAside(tools, address, content);
    last = await planImports(tools, []);
    if (!isPlanned(last.run)) return last.run;
    content = await read();
  }
  for (;;) {
    const candidates = candidatesFor(openIn(content), lookup.tagged, content.managed);
    const trials = nextTrials(candidates, verdicts);
    if (trials.length > 0) {
      last = await planImports(tools, [...adopted, ...trials]);
      if (!isPlanned(last.run)) {
        const missing = missingIn(last.run, trials);
        if (missing.length === 0) return last.run;
        for (const candidate of missing) verdicts.set(candidateKey(candidate), { kind: 'missing' });
      } else record(verdicts, trials, await read());
      continue;
    }
    const chosen = bestFits(candidates, verdicts);
    adopted = [...adopted, ...chosen];
    if (!isSame(last.imports, adopted) || !isPlanned(last.run)) {
      last = await planImports(tools, adopted);
      if (!isPlanned(last.run)) return last.run;
    }
    content = await read();
    // What has been taken over can make the names of its parts known.
    if (chosen.length > 0) continue;
    const open = openIn(content);
    const lost = lostParts(open, content.changes, [...uncertain, ...created]);
    if (lost.length > 0) {
      last = await planImports(tools, adopted, [...new Set(lost.map(({ whole }) => `-replace=${whole}`))]);
      if (!isPlanned(last.run)) return last.run;
    }
    const rest = open.filter(({ address }) => !lost.some(({ part }) => part === address));
    const warnings = [
      ...lost.map(replacedWithWhole),
      ...undecided({ open: rest, candidates, verdicts, adopted, ...lookup }),
    ];
    for (const diagnostic of warnings) onEvent({ type: 'stack-warning', stack: stack.name, diagnostic });
    if (adopted.length > 0) onEvent({ type: 'stack-adopting', stack: stack.name, objects: adopted });
    return last.run;
  }
}

async function planImports(
  tools: AdoptionTools,
  imports: readonly Candidate[],
  options: readonly string[] = [],
): Promise<Planned> {
  return { run: await planWith(tools, imports, { options }), imports };
}

function isSame(some: readonly Candidate[], others: readonly Candidate[]): boolean {
  const keys = new Set(some.map(candidateKey));
  return some.length === others.length && others.every((other) => keys.has(candidateKey(other)));
}

function record(verdicts: Map<string, Verdict>, trials: readonly Candidate[], { changes }: PlanContent): void {
  for (const trial of trials) {
    const change = changes.find(({ address }) => address === trial.address);
    verdicts.set(candidateKey(trial), change ? judge(change) : { kind: 'missing' });
  }
}

async function lookUp({
  step,
  terraform,
  interrupt,
}: AdoptionTools): Promise<{ readonly tagged: readonly TaggedObject[]; readonly lookupFailure?: string }> {
  try {
    return { tagged: await findTagged(step.stack, terraform, interrupt) };
  } catch (error) {
    return { tagged: [], lookupFailure: error instanceof Error ? error.message : String(error) };
  }
}
