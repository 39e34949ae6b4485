import { completeBlock } from '../../../sandbox/provider/complete';
import { isEqual, valuesAt } from '../../../sandbox/provider/paths';
import { planCreation } from '../../../sandbox/provider/plan';
import type { Values } from '../../../sandbox/provider/value';
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

  const differences = await Promise.all(
    [...subject.paths.keys()].map(async (path) => {
      const changes = await changesOf(subject, path);
      return Promise.all(changes.map(([before, after]) => difference(path, before, after)));
    }),
  );
  return differences.flat(2);
}

/** Changes of one value: to another one and, of what matters most, back, from nothing and to nothing. */
async function changesOf(subject: Subject, path: string): Promise<(readonly [before: Values, after: Values])[]> {
  const now = await subject.base(path);
  const [first = now, second = now] = subject.samples(path).map((value) => changed(subject, now, path, value));
  const other = isEqual(valuesAt(second, path), valuesAt(now, path)) ? first : second;
  const isMinor = path.includes('.') && !isModelled(subject, path) && !isExemplified(subject, path);
  if (isMinor) return [[now, other]];
  const unset = changed(subject, now, path, null);
  const isRequired = subject.real.attributes[path]?.required === true;
  return [
    [now, other],
    [other, now],
    ...(isRequired
      ? []
      : ([
          [unset, now],
          [now, unset],
        ] as const)),
  ];
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
