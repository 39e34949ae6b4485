import {
  conditionalReplacements,
  forcingPaths,
  keptWhenUnset,
  recomputed,
} from '../../../catalog/replacements/force-new';
import { isMap } from '../../../schemas/is-map';
import { compareValues, type ValueChange } from '../values/compare-values';
import { isBelow, plainPath } from '../values/plain-path';
import { isKind, touches } from './change-kind';
import type { Attributes, Resource } from './read-output';
import { type Reference, referencesIn } from './references';

/** What configures Terraform, and not the object. */
const settings: readonly string[] = ['//', 'depends_on', 'lifecycle', 'provider', 'provisioner', 'connection'];

/** The arguments of a resource or data source. */
export function argumentsOf(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !settings.includes(name)));
}

interface Lifecycle {
  readonly create_before_destroy?: boolean;
  readonly prevent_destroy?: boolean;
  readonly ignore_changes?: readonly string[] | 'all';
  readonly replace_triggered_by?: readonly string[];
}

export function lifecycleOf({ attributes }: Resource): Lifecycle {
  return (attributes['lifecycle'] ?? {}) as Lifecycle;
}

/** What differs in the configuration, without what Terraform is told to ignore, and what keeps its value when unset. */
export function configuredChanges(resource: Resource, prior: Attributes): ValueChange[] {
  const kept = keptWhenUnset[resource.type] ?? [];
  return compareValues(argumentsOf(prior), argumentsOf(resource.attributes)).filter(
    (change) => !isIgnored(resource, change.path) && !(change.after === undefined && kept.includes(change.path)),
  );
}

/** Whether Terraform is told to ignore what happens at a path. */
export function isIgnored(resource: Resource, path: string): boolean {
  const { ignore_changes: ignored = [] } = lifecycleOf(resource);
  return ignored === 'all' || ignored.some((place) => isBelow(plainPath(path), plainPath(place)));
}

/** A change of an argument whose expression stays while its value becomes another one. */
interface FollowedChange {
  readonly path: string;
  /** Address of the object that it follows. */
  readonly of: string;
}

/** Arguments that read something that changes. */
export function followedChanges(
  { attributes }: Resource,
  isChanged: (reference: Reference) => boolean,
): FollowedChange[] {
  return leavesOf(argumentsOf(attributes), '').flatMap(({ path, text }) => {
    const reference = referencesIn(text).find(isChanged);
    return reference === undefined ? [] : [{ path, of: reference.address }];
  });
}

/** Whether a change at a path makes Terraform replace a resource. */
export function isForcing(type: string, change: ValueChange): boolean {
  return (
    (forcingPaths(type) ?? []).some((place) => touches(change, place)) ||
    (conditionalReplacements[type] ?? []).some(({ path, when }) => touches(change, path) && isKind(change, when))
  );
}

/** Whether an attribute of a replaced resource gets a new value: all that is not configured, and what changes. */
export function changesInReplacement({ attributes }: Resource, changed: readonly string[], attribute: string): boolean {
  return !isConfigured(attributes, attribute.split('.')) || isAmong(changed, attribute);
}

/** The same for one that is changed in place. */
export function changesInPlace({ type }: Resource, changed: readonly string[], attribute: string): boolean {
  return (recomputed[type] ?? []).includes(attribute) || isAmong(changed, attribute);
}

function isAmong(changed: readonly string[], attribute: string): boolean {
  return changed.map(plainPath).some((path) => isBelow(path, attribute) || isBelow(attribute, path));
}

/** Blocks that exist once are maps or lists of one. */
function isConfigured(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined && value !== null;
  const holder: unknown = Array.isArray(value) ? value[0] : value;
  return isMap(holder) && isConfigured(holder[step], rest);
}

function leavesOf(value: unknown, path: string): { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return value.includes('${') ? [{ path, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, path === '' ? key : `${path}.${key}`));
}
