import { byDanger, type Judgement, worst } from './impact';
import type { ManifestChange } from './manifests/compare-manifests';
import { remoteStack } from './resources/references';
import type { ResourceChange, StackChange } from './resources/resource-change';
import type { SpecChange } from './spec/compare-specs';
import { isBelow, plainPath } from './values/plain-path';
import { showAddress } from './values/show-value';

/** One change of any level, as a reviewer reads it. */
export interface Headline extends Judgement {
  readonly level: 'spec' | 'stack' | 'resource' | 'manifest';
  /** What it is about. */
  readonly subject: string;
}

interface Changes {
  readonly spec: readonly SpecChange[];
  readonly stacks: readonly StackChange[];
  readonly resources: readonly ResourceChange[];
  readonly manifests: readonly ManifestChange[];
}

/**
 * Every change of any level, dangerous ones first. What belongs to a stack that goes or comes is left to the stack, and
 * what only follows another change to the one that it follows, which is as dangerous as all of them.
 */
export function headlinesOf({ spec, stacks, resources, manifests }: Changes): Headline[] {
  const whole = new Set(stacks.filter(({ action }) => action !== 'change').map(({ stack }) => stack));
  const partial = resources.filter(({ stack }) => !whole.has(stack));
  return byDanger([
    ...spec.map((change) => headline('spec', specSubject(change), change)),
    ...stacks.map((change) => headline('stack', change.stack, change)),
    ...withoutRepetition(withFollowers(partial)),
    ...manifests.map((change) => headline('manifest', `${change.region}: ${change.object}`, change)),
  ]);
}

/** Headlines that say the same of several subjects. */
export type SharedHeadline = Omit<Headline, 'subject'> & { readonly subjects: readonly string[] };

/** What is said of several in the same words is one thing to decide, such as a change in every region. */
export function sameTogether(headlines: readonly Headline[]): SharedHeadline[] {
  const groups = new Map<string, SharedHeadline>();
  for (const { subject, ...same } of headlines) {
    const key = [same.level, same.impact, same.reason, same.needed].join('\0');
    groups.set(key, { ...same, subjects: [...(groups.get(key)?.subjects ?? []), subject] });
  }
  return [...groups.values()];
}

/** A change of the spec by its place, and by both names if it is renamed. */
export function specSubject({ path, renamedFrom }: SpecChange): string {
  return renamedFrom === undefined ? path : `${path} (was ${renamedFrom})`;
}

function headline(level: Headline['level'], subject: string, { impact, reason, needed }: Judgement): Headline {
  return { level, subject, impact, reason, ...(needed !== undefined && { needed }) };
}

function withFollowers(resources: readonly ResourceChange[]): Headline[] {
  const byAddress = new Map(resources.map((change) => [keyOf(change.stack, change.address), change]));
  const firstOf = new Map<string, ResourceChange>();
  for (const change of byDanger(resources))
    if (isRoot(change) && !firstOf.has(change.stack)) firstOf.set(change.stack, change);
  const followers = new Map<ResourceChange, ResourceChange[]>();
  for (const change of resources) {
    if (isRoot(change)) continue;
    const root = rootOf(change, byAddress, firstOf, new Set());
    followers.set(root, [...(followers.get(root) ?? []), change]);
  }
  return resources
    .filter((change) => isRoot(change) || followers.has(change))
    .map((change) => {
      const subject = `${change.stack}: ${showAddress(change.address)}`;
      const following = followers.get(change)?.filter((other) => other !== change) ?? [];
      if (following.length === 0) return headline('resource', subject, change);
      const impact = worst([change, ...following].map((one) => one.impact));
      // What hurts most decides what there is to do.
      const hardest = byDanger([change, ...following])[0] ?? change;
      const also = hardest === change ? '' : `; ${showAddress(hardest.address)}: ${hardest.reason}`;
      const reason = `${change.reason}; ${following.length} other${following.length === 1 ? '' : 's'} follow${following.length === 1 ? 's' : ''}${also}`;
      return headline('resource', subject, { ...hardest, impact, reason });
    });
}

/** Whether it would be the same without the changes that it follows: it comes or goes, or its own configuration differs. */
function isRoot({ action, changes, follows, forcedBy }: ResourceChange): boolean {
  if (follows.length === 0) return true;
  const own = changes.map(({ path }) => plainPath(path));
  if (action !== 'replace') return own.length > 0;
  return forcedBy.every((path) => own.some((place) => isBelow(place, path)));
}

/** Changes of one type in one stack for one reason are one line. */
function withoutRepetition(headlines: readonly Headline[]): Headline[] {
  const groups = new Map<string, Headline[]>();
  for (const each of headlines) {
    const key = [each.subject.replace(/\..*$/, ''), each.impact, each.reason].join('\0');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [others.length === 0 ? first : { ...first, subject: `${first.subject} and ${others.length} more` }],
  );
}

/** The change that a change follows in the end; itself if that is in a stack that nobody knows. */
function rootOf(
  change: ResourceChange,
  byAddress: ReadonlyMap<string, ResourceChange>,
  firstOf: ReadonlyMap<string, ResourceChange>,
  seen: Set<ResourceChange>,
): ResourceChange {
  seen.add(change);
  for (const address of change.follows) {
    const stack = remoteStack(address);
    const next = stack === undefined ? byAddress.get(keyOf(change.stack, address)) : firstOf.get(stack);
    if (next === undefined || seen.has(next)) continue;
    return isRoot(next) ? next : rootOf(next, byAddress, firstOf, seen);
  }
  return change;
}

function keyOf(stack: string, address: string): string {
  return `${stack} ${address}`;
}
