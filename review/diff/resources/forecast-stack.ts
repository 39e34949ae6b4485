import { untaggedTypes } from '../../../catalog/replacements/force-new';
import { compareValues, isSameValue, type ValueChange } from '../values/compare-values';
import { plainPath } from '../values/plain-path';
import {
  argumentsOf,
  changesInPlace,
  changesInReplacement,
  configuredChanges,
  followedChanges,
  isForcing,
  isIgnored,
  lifecycleOf,
} from './changed-values';
import { createdFirst } from './created-first';
import { findMoves, rewrite } from './find-moves';
import { judgeResource } from './judge-resource';
import { protectsMessagesOnly } from './message-keys';
import type { Attributes, OutputStack, Resource } from './read-output';
import { type Reference, referencesIn, remoteStack } from './references';
import type { ResourceChange } from './resource-change';

/** Names of outputs whose value will be another one, by stack. */
export type ChangedOutputs = Map<string, ReadonlySet<string>>;

/** What becomes of one resource. */
interface Fate {
  readonly change?: ResourceChange;
  /** Whether an attribute gets another value. */
  readonly isChanged: (attribute: string) => boolean;
}

const unchanged: Fate = { isChanged: () => false };

/**
 * What Terraform will do in a stack that is there before and after. What a replaced object computes anew (its id, its ARN)
 * changes those that refer to it: here and, through outputs, in later stacks.
 *
 * @param outputs of the stacks before it; those of this one are added
 */
export function forecastStack(before: OutputStack, after: OutputStack, outputs: ChangedOutputs): ResourceChange[] {
  const moves = findMoves(before, after);
  const movedFrom = new Map([...moves].map(([from, to]) => [to, from]));
  const first = createdFirst(after);
  const fates = new Map<string, Fate>();
  const reread = new Map<string, boolean>();

  const isChanged = ({ address, attribute }: Reference): boolean => {
    const stack = remoteStack(address);
    if (stack !== undefined) return outputs.get(stack)?.has(attribute) ?? false;
    if (address.startsWith('data.')) return isReread(address);
    const resource = after.resources.get(address);
    return resource !== undefined && fateOf(resource).isChanged(attribute);
  };
  const mentionsChanged = (value: unknown) => referencesIn(value).some(isChanged);

  /** A data source gives other results if its arguments change. */
  const isReread = (address: string): boolean =>
    remember(reread, address, false, () => {
      const [prior, config] = [before.data.get(address), after.data.get(address)];
      if (config === undefined) return false;
      const isSame = prior !== undefined && isSameValue(argumentsOf(prior), argumentsOf(config));
      return !isSame || mentionsChanged(argumentsOf(config));
    });

  const fateOf = (resource: Resource): Fate =>
    // Terraform has no cycles; a wrong one must not run for ever.
    remember(fates, resource.address, unchanged, () => {
      const from = movedFrom.get(resource.address);
      const prior = before.resources.get(from ?? resource.address);
      if (prior === undefined) return { change: wholeChange(after, resource, 'create'), isChanged: () => true };
      const priorAttributes =
        moves.size === 0
          ? prior.attributes
          : (JSON.parse(rewrite(JSON.stringify(prior.attributes), moves)) as Attributes);
      const follows = followedChanges(resource, isChanged).filter(({ path }) => !isIgnored(resource, path));
      const own = [...configuredChanges(resource, priorAttributes), ...tagChanges(before, prior, after, resource)];
      const triggered = (lifecycleOf(resource).replace_triggered_by ?? []).some((text) =>
        mentionsChanged(`\${${text}}`),
      );
      const all = [...own, ...follows.map(({ path }): ValueChange => ({ path }))];
      const forced = all.filter((change) => isForcing(resource.type, change)).map(({ path }) => plainPath(path));
      const forcedBy = [...new Set(triggered ? [...forced, 'replace_triggered_by'] : forced)];
      const paths = all.map(({ path }) => path);
      const base = {
        ...describe(after.name, resource),
        ...(from !== undefined && { from }),
        changes: own.filter(isShown(resource)),
        forcedBy,
      };
      const isReplaced = forcedBy.length > 0;
      if (all.length === 0 && !isReplaced) return from === undefined ? unchanged : { ...unchanged, change: move(base) };
      const action = isReplaced ? ('replace' as const) : ('update' as const);
      const createFirst = first.has(resource.address);
      const deed = { type: resource.type, action, createFirst, before: priorAttributes, after: resource.attributes };
      const followed = [...new Set(follows.map(({ of }) => of))];
      return {
        change: {
          ...base,
          ...judgeResource({ ...deed, changes: all, forcedBy }),
          action,
          ...(isReplaced && createFirst && { createFirst: true as const }),
          follows: followed,
        },
        isChanged: (attribute) => (isReplaced ? changesInReplacement : changesInPlace)(resource, paths, attribute),
      };
    });

  const gone = [...before.resources.values()].filter(
    ({ address }) => !after.resources.has(address) && !moves.has(address),
  );
  const changes = [
    ...gone.map((resource) => wholeChange(before, resource, 'delete')),
    ...[...after.resources.values()].flatMap((resource) => fateOf(resource).change ?? []),
  ];
  const changedOutputs = Object.entries(after.outputs).filter(
    ([name, value]) => !isSameValue(before.outputs[name], value) || mentionsChanged(value),
  );
  outputs.set(after.name, new Set(changedOutputs.map(([name]) => name)));
  return changes;
}

/** Everything in a stack that comes as a whole. */
export function forecastNewStack(stack: OutputStack, outputs: ChangedOutputs): ResourceChange[] {
  outputs.set(stack.name, new Set(Object.keys(stack.outputs)));
  return [...stack.resources.values()].map((resource) => wholeChange(stack, resource, 'create'));
}

/** Everything in a stack that goes as a whole. */
export function forecastRetiredStack(stack: OutputStack): ResourceChange[] {
  return [...stack.resources.values()].map((resource) => wholeChange(stack, resource, 'delete', true));
}

/** The value of a key, computed once; meanwhile those who ask get a stand-in. */
function remember<T>(known: Map<string, T>, key: string, meanwhile: T, compute: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  known.set(key, meanwhile);
  const value = compute();
  known.set(key, value);
  return value;
}

/** Tags that the provider gives to everything; an object may get another provider with the same ones. */
function tagChanges(before: OutputStack, prior: Resource, after: OutputStack, resource: Resource): ValueChange[] {
  if (untaggedTypes.includes(resource.type)) return [];
  return compareValues(defaultTags(before, prior), defaultTags(after, resource), 'tags_all').map(
    ({ path, ...rest }) => {
      return { path: path.replace(/^tags_all\[0\]\.tags/, 'tags_all'), ...rest };
    },
  );
}

function defaultTags({ providers }: OutputStack, { attributes }: Resource): unknown {
  const provider = typeof attributes['provider'] === 'string' ? attributes['provider'] : 'aws';
  return providers.get(provider)?.['default_tags'];
}

/** The version of a generated chart is a hash of its manifests, which are compared themselves. */
function isShown({ type, attributes }: Resource): (change: ValueChange) => boolean {
  const isGenerated = type === 'helm_release' && String(attributes['chart']).startsWith('./charts/');
  return ({ path }) => !(isGenerated && path === 'version');
}

function describe(stack: string, { address, type, path }: Resource) {
  return { stack, address, type, path };
}

/** A resource that comes or goes. */
function wholeChange(
  stack: OutputStack,
  resource: Resource,
  action: 'create' | 'delete',
  retired?: true,
): ResourceChange {
  const { type, attributes } = resource;
  const nothing = { changes: [], forcedBy: [] };
  const sides = action === 'create' ? { after: attributes } : { before: attributes };
  const protectsNothing = protectsMessagesOnly(stack, resource);
  const judgement = judgeResource({
    type,
    action,
    createFirst: false,
    protectsNothing,
    ...(retired && { retired }),
    ...sides,
    ...nothing,
  });
  return { ...describe(stack.name, resource), ...judgement, action, ...nothing, follows: [] };
}

function move(base: Omit<ResourceChange, 'action' | 'follows' | 'impact' | 'reason'>): ResourceChange {
  return {
    ...base,
    action: 'move',
    follows: [],
    impact: 'replace',
    reason: 'the same object gets a new address, which Terraform takes for one to delete and another to make',
    needed: 'put the moved block into the folder of the stack before the next plan',
  };
}
