import { lifecycleOf } from './changed-values';
import type { OutputStack } from './read-output';
import { referencesIn } from './references';

/**
 * Addresses of the resources whose replacement is made before they are deleted: those that are told so, and all that they
 * depend on, since the new one of the former needs the new one of the latter.
 *
 * Source: Terraform language, "The lifecycle meta-argument", create_before_destroy.
 */
export function createdFirst({ resources }: OutputStack): ReadonlySet<string> {
  const first = new Set<string>();
  const open = [...resources.values()].filter((resource) => lifecycleOf(resource).create_before_destroy === true);
  for (let resource = open.pop(); resource !== undefined; resource = open.pop()) {
    if (first.has(resource.address)) continue;
    first.add(resource.address);
    const explicit = (resource.attributes['depends_on'] ?? []) as readonly string[];
    const mentioned = [...referencesIn(resource.attributes).map(({ address }) => address), ...explicit];
    open.push(...mentioned.flatMap((address) => resources.get(address) ?? []));
  }
  return first;
}
