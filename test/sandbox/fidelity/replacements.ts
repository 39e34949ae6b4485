import { isEqual, valuesAt } from '../../../sandbox/protocol/paths';
import type { Values } from '../../../sandbox/protocol/value';
import { completeBlock } from '../../../sandbox/provider/complete';
import { planCreation } from '../../../sandbox/provider/plan';
import type { simulatedAws } from '../../support/simulated-aws';
import { settablePaths } from './configurations';
import type { Difference } from './exceptions';
import { proposed, recorded } from './state';
import { changed, type Subject } from './subject';

/** Changes of single values that replace the object of one provider and not of the other. */
export async function replacementDifferences(
  subject: Subject,
  simulation: ReturnType<typeof simulatedAws>,
): Promise<Difference[]> {
  const { type, provider, real, simulated } = subject;

  /** Undefined where nothing changes, because of a default that no schema tells, or where a value must not be left out. */
  async function effectThere(path: string, before: Values, after: Values): Promise<string | undefined> {
    const creation = await provider.plan(type, null, before, before);
    const prior = recorded(real, creation.planned);
    const change = await provider.plan(type, prior, proposed(real, prior, after), after);
    const refusal = [...creation.refusals, ...change.refusals][0];
    const isLeftOut = [before, after].some((config) => valuesAt(config, path).length === 0);
    if (refusal) return isLeftOut ? undefined : `impossible (${refusal.text})`;
    if (change.replacedBy.length > 0) return 'a replacement';
    return isEqual(valuesAt(prior, path), valuesAt(change.planned, path)) ? undefined : 'in place';
  }

  function effectHere(before: Values, after: Values): string {
    const prior = recorded(simulated, planCreation(simulated, completeBlock(simulated, before)));
    return simulation.replacedBy(type, prior, completeBlock(simulated, after)).length > 0
      ? 'a replacement'
      : 'in place';
  }

  async function difference(path: string, before: Values, after: Values): Promise<Difference[]> {
    const there = await effectThere(path, before, after);
    const here = effectHere(before, after);
    if (there === undefined || there === here) return [];
    const [from, to] = [before, after].map((config) => JSON.stringify(valuesAt(config, path)));
    return [{ subject: `${type}.${path}`, what: `${from} → ${to} is ${there} there, ${here} here` }];
  }

  async function differencesOf(path: string): Promise<Difference[]> {
    const differences = (await changesOf(subject, path)).map(([before, after]) => difference(path, before, after));
    return (await Promise.all(differences)).flat();
  }

  /** All at once, and one by one only if that is not done in place. */
  async function minorDifferencesOf(block: string, paths: readonly string[]): Promise<Difference[]> {
    const [before, after] = await changeOfAll(subject, paths);
    const effects = [await effectThere(block, before, after), effectHere(before, after)];
    if (effects.every((effect) => effect === 'in place')) return [];
    return (await Promise.all(paths.map(differencesOf))).flat();
  }

  const paths = [...subject.paths.keys()];
  const minor = new Map<string, string[]>();
  for (const path of paths.filter((each) => isMinor(subject, each))) {
    const [block = path] = path.split('.');
    minor.set(block, [...(minor.get(block) ?? []), path]);
  }
  const differences = await Promise.all([
    ...paths.filter((path) => !isMinor(subject, path)).map(differencesOf),
    ...[...minor].map(([block, inside]) => minorDifferencesOf(block, inside)),
  ]);
  return differences.flat();
}

type Change = readonly [before: Values, after: Values];

/** Changes of one value: to another one and, of what matters most, back, from nothing and to nothing. */
async function changesOf(subject: Subject, path: string): Promise<Change[]> {
  const now = await subject.base(path);
  const other = alternative(subject, now, path);
  if (isMinor(subject, path)) return [[now, other]];
  const isRequired = subject.real.attributes[path]?.required === true;
  const unset = changed(subject, now, path, null);
  const leftOut: Change[] = [
    [unset, now],
    [now, unset],
  ];
  return [[now, other], [other, now], ...(isRequired ? [] : leftOut)];
}

/** The change of many values to other ones. */
async function changeOfAll(subject: Subject, paths: readonly string[]): Promise<Change> {
  const [first = ''] = paths;
  let before = await subject.base(first);
  for (const path of paths.slice(1)) before = changed(subject, before, path, subject.samples(path)[0]);
  let after = before;
  for (const path of paths) after = alternative(subject, after, path);
  return [before, after];
}

/** The configuration with the other of the two values that it might have at a path. */
function alternative(subject: Subject, now: Values, path: string): Values {
  const [first = now, second = now] = subject.samples(path).map((value) => changed(subject, now, path, value));
  return isEqual(valuesAt(second, path), valuesAt(now, path)) ? first : second;
}

/** Whether a path is inside a block and neither the model nor an example says anything about it. */
function isMinor(subject: Subject, path: string): boolean {
  return path.includes('.') && !isModelled(subject, path) && !isExemplified(subject, path);
}

function isModelled({ model }: Subject, path: string): boolean {
  return model.replacedBy.some((each) => path === each || path.startsWith(`${each}.`));
}

function isExemplified({ examples }: Subject, path: string): boolean {
  return examples.some((config) => valuesAt(config, path).length > 0);
}

/** Paths of the model that no schema of the bindings has. */
export function unknownPaths({ model, simulated }: Subject): string[] {
  const known = [...settablePaths(simulated).keys()];
  const named = [...model.replacedBy, ...(model.checks ?? []).map(({ path }) => path)];
  return named.filter((path) => !known.some((each) => each === path || each.startsWith(`${path}.`)));
}
