import type { ChangeKind } from '../../../catalog/replacements/force-new';
import type { ValueChange } from '../values/compare-values';
import { isBelow, plainPath } from '../values/plain-path';

/** Whether a change is at a place, inside it, or takes it along. */
export function touches({ path }: ValueChange, place: string): boolean {
  const plain = plainPath(path);
  return isBelow(plain, place) || isBelow(place, plain);
}

/** Whether a change is of a kind. */
export function isKind({ before, after }: ValueChange, kind: ChangeKind): boolean {
  switch (kind) {
    case 'changes':
      return true;
    case 'is-removed':
      return before !== undefined && after === undefined;
    case 'decreases':
      return Number(after) < Number(before);
    case 'increases':
      return Number(after) > Number(before);
    case 'loses-members': {
      const [left, right] = [before, after].map((value) => (Array.isArray(value) ? value : []));
      return (
        left !== undefined &&
        right !== undefined &&
        left.some((item) => !right.includes(item)) &&
        right.length <= left.length
      );
    }
  }
}
