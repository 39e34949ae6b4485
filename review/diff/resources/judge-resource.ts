import { inPlaceEffects, losses, occupied, protections, uniqueNames } from '../../../catalog/replacements/consequences';
import { type Impact, isWorse, type Judgement } from '../impact';
import type { ValueChange } from '../values/compare-values';
import { isKind, touches } from './change-kind';
import type { Attributes } from './read-output';

/** What is done to one resource. */
interface Deed {
  readonly type: string;
  readonly action: 'create' | 'update' | 'replace' | 'delete';
  readonly createFirst: boolean;
  /** Set when its whole stack goes, after those that need it. */
  readonly retired?: true;
  /** Its configuration before, except for a creation. */
  readonly before?: Attributes;
  /** Its configuration after, except for a deletion. */
  readonly after?: Attributes;
  readonly changes: readonly ValueChange[];
  /** Paths that force a replacement. */
  readonly forcedBy: readonly string[];
  /** Whether it is a key under which nothing lies. */
  readonly protectsNothing?: boolean;
}

/** What a deed of Terraform does to what runs, why, and what to do about it. */
export function judgeResource(deed: Deed): Judgement {
  switch (deed.action) {
    case 'create':
      return { impact: 'none', reason: 'it is new' };
    case 'update':
      return judgeUpdate(deed);
    case 'replace':
      return (
        refusalOf(deed) ?? collisionOf(deed) ?? judgeLoss(deed, `a change of ${deed.forcedBy.join(', ')} replaces it`)
      );
    case 'delete':
      return refusalOf(deed) ?? judgeLoss(deed, 'it is deleted');
  }
}

function judgeUpdate({ type, changes, before = {} }: Deed): Judgement {
  const effects = (inPlaceEffects[type] ?? []).filter(
    ({ path, when, among }) =>
      (among === undefined || before[among] !== undefined) &&
      changes.some((change) => touches(change, path) && isKind(change, when)),
  );
  const [first, ...others] = effects;
  if (first === undefined) return { impact: 'in-place', reason: 'Terraform changes it in place' };
  const worst = others.reduce((a, b) => (isWorse(b.impact, a.impact) ? b : a), first);
  return { impact: worst.impact, reason: worst.reason, ...neededFor(worst.action) };
}

function judgeLoss({ type, action, createFirst, protectsNothing }: Deed, cause: string): Judgement {
  const loss = protectsNothing ? undefined : losses[type];
  if (loss === undefined) {
    // The last of something that nothing depends on goes without a trace.
    return { impact: action === 'delete' ? 'in-place' : 'replace', reason: cause };
  }
  if (action === 'replace' && createFirst && loss.softened) {
    return { impact: 'replace', reason: `${cause}; the new one is there before the old one goes` };
  }
  const impact: Impact = loss.impact;
  return { impact, reason: `${cause}, and ${loss.reason}`, ...neededFor(loss.action) };
}

/** What keeps Terraform or AWS from deleting an object. */
function refusalOf({ type, action, retired, before = {}, after = {}, forcedBy }: Deed): Judgement | undefined {
  const { prevent_destroy: prevented } = (after['lifecycle'] ?? {}) as { prevent_destroy?: boolean };
  if (action === 'replace' && prevented === true) {
    return {
      impact: 'blocked',
      reason: 'it would be replaced, and its configuration forbids to destroy it',
      needed: 'leave the value as it is, or build the new one under another name, move the data, and drop the old one',
    };
  }
  if (!retired && occupied.has(type)) {
    const cause = action === 'replace' ? `a change of ${forcedBy.join(', ')} replaces it` : 'it is deleted';
    return {
      impact: 'blocked',
      reason: `${cause}, and AWS deletes nothing of a network while a cluster is in it`,
      needed:
        'build the new network as another region, then drop this one; or destroy the stacks of the region, which ends all that runs there, and deploy them again',
    };
  }
  const protection = protections[type];
  if (protection !== undefined && before[protection] === true) {
    return {
      impact: 'blocked',
      reason: `AWS refuses to delete it as long as ${protection} is on`,
      needed: 'turn the protection off (cluster.deletionProtection), deploy, then make this change',
    };
  }
  return undefined;
}

/** A new object that has to be there first cannot have the name of the old one. */
function collisionOf({ type, createFirst, before = {}, after = {}, forcedBy }: Deed): Judgement | undefined {
  const name = uniqueNames[type];
  if (!createFirst || name === undefined || before[name] === undefined || before[name] !== after[name])
    return undefined;
  return {
    impact: 'blocked',
    reason: `a change of ${forcedBy.join(', ')} replaces it, and what depends on it needs the new one first, for which AWS refuses the name of the old one`,
    needed: 'leave the value as it is, or build the new one as another region or environment and drop the old one',
  };
}

function neededFor(action: string): { needed?: string } {
  return action === 'nothing' ? {} : { needed: action };
}
