import { findField } from '../../../schemas/spec-fields';
import type { Impact } from '../impact';
import { plainPath } from '../values/plain-path';

const policies: readonly Impact[] = ['in-place', 'rolling', 'replace', 'data-loss', 'blocked'];

/** What the format says that a change of a field does; of its parent, where it says nothing itself. */
export function fieldPolicy(path: string): Impact {
  const steps = plainPath(path).split('.');
  for (let length = steps.length; length > 0; length -= 1) {
    const update = findField(steps.slice(0, length).join('.'))?.update?.split(':')[0];
    const found = policies.find((policy) => policy === update);
    if (found !== undefined) return found;
  }
  return 'in-place';
}
