import { findField, type UpdatePolicy } from '../../../schemas/spec-fields';
import { plainPath } from '../values/plain-path';

/** What the format says that a change of a field does; of its parent, where it says nothing itself. */
export function fieldPolicy(path: string): UpdatePolicy {
  const steps = plainPath(path).split('.');
  for (let length = steps.length; length > 0; length -= 1) {
    const update = findField(steps.slice(0, length).join('.'))?.update;
    if (update !== undefined) return update;
  }
  return 'in-place';
}
