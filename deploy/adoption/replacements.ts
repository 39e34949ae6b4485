import { readConfiguration } from '../terraform/configuration';
import type { Stack } from '../terraform/manifest';
import { type PlanContent, readPlan } from '../terraform/saved-plan';
import { type AdoptionTools, isPlanned, planWith } from './adoption-tools';
import { bestFits, type Candidate, candidateKey, nextTrials } from './candidates';
import { judge, type Verdict } from './verdict';

/**
 * The candidates that are what a replacement has made before it was cut off. The addresses still have the objects that
 * are to be replaced, and Terraform imports nothing there: a copy of the configuration shows what would become of a
 * candidate.
 */
export async function replacementsMade(tools: AdoptionTools, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const { step, terraform, planFile } = tools;
  const { stack } = step;
  const verdicts = new Map<string, Verdict>();
  for (let trials = nextTrials(candidates, verdicts); trials.length > 0; trials = nextTrials(candidates, verdicts)) {
    const imports = trials.map(({ address, id }) => ({ address: standInFor(address), id }));
    const run = await planWith(tools, imports, { resource: copiesOf(trials, stack) });
    const { changes } = isPlanned(run) ? await readPlan(stack, terraform, planFile) : { changes: [] };
    for (const trial of trials) {
      const change = changes.find(({ address }) => address === standInFor(trial.address));
      verdicts.set(candidateKey(trial), change ? judge(change) : { kind: 'missing' });
    }
  }
  return bestFits(candidates, verdicts);
}

/**
 * Frees an address for what was made to replace its object. The object goes to an address that no configuration has, and
 * so the plan deletes it.
 */
export async function setAside(
  { step, terraform, interrupt }: AdoptionTools,
  address: string,
  { changes }: PlanContent,
): Promise<void> {
  const free = (name: string): string => (changes.some((change) => change.address === name) ? free(`${name}_`) : name);
  const args = ['state', 'mv', address, free(`${address}_replaced`)];
  const { code, log } = await terraform.run({ stack: step.stack, args, interrupt });
  if (code !== 0) throw new Error(`${address} could not be moved in the state. See ${log}.`);
}

/** Addresses have neither modules nor keys: stacks have none. */
function standInFor(address: string): string {
  return `${address}_found`;
}

function copiesOf(candidates: readonly Candidate[], stack: Stack): unknown {
  const { resource = {} } = readConfiguration(stack);
  const copies: Record<string, Record<string, unknown>> = {};
  for (const { address } of candidates) {
    const [type = '', name = ''] = address.split('.');
    copies[type] = { ...copies[type], [standInFor(name)]: resource[type]?.[name] };
  }
  return copies;
}
