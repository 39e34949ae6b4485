import type { ObjectChange, PlannedValues } from '../terraform/saved-plan';
import { namedTypes, taggedLater } from './import-ids';

/** What a plan with an import says about taking an object over. */
export type Verdict =
  /** It can be; the fewer attributes have to be changed, the better. */
  | { readonly kind: 'fits'; readonly differences: number }
  /** There is no such object. */
  | { readonly kind: 'missing' }
  /** It is not the object that an earlier run made. */
  | { readonly kind: 'foreign' }
  /** Terraform would destroy it and make another one. */
  | { readonly kind: 'replaced'; readonly by: readonly string[] };

/** @param change what the plan wants for the address after an import */
export function judge(change: ObjectChange): Verdict {
  if (change.before === null) return { kind: 'missing' };
  const differences = differing(change.before, change).length;
  if (!isProven(change, change.before, differences)) return { kind: 'foreign' };
  if (change.actions.includes('delete')) return { kind: 'replaced', by: change.replacedBy };
  return { kind: 'fits', differences };
}

/** Whether tags are the same; those that AWS itself sets do not count. */
export function haveSameTags(found: unknown, planned: unknown): boolean {
  const [left, right] = [ownTags(found), ownTags(planned)];
  return left.length === right.length && left.every((tag, index) => tag === right[index]);
}

function isProven({ type, after }: ObjectChange, before: PlannedValues, differences: number): boolean {
  const proof = namedTypes[type]?.proof ?? 'tags';
  if (proof === 'parent') return true;
  if (proof === 'values') return differences === 0;
  const tags = before['tags_all'];
  return haveSameTags(tags, after['tags_all']) || (taggedLater.includes(type) && ownTags(tags).length === 0);
}

/** Attributes that exist with a value other than the planned one. What AWS does not tell counts as the same. */
function differing(before: PlannedValues, { after, unknown }: ObjectChange): string[] {
  return Object.keys(before).filter((name) => {
    if (isEmpty(before[name])) return false;
    if (unknown.includes(name)) return true;
    return !isEmpty(after[name]) && JSON.stringify(after[name]) !== JSON.stringify(before[name]);
  });
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function ownTags(tags: unknown): string[] {
  return Object.entries(typeof tags === 'object' && tags !== null ? tags : {})
    .filter(([key]) => !key.startsWith('aws:'))
    .map((tag) => JSON.stringify(tag))
    .sort();
}
