import { count } from '../../../schemas/count';
import type { OutputStack } from '../../diff/resources/read-output';
import type { Section } from '../page';
import { table } from '../table';

/** @param stacks in an order in which they can be deployed */
export function stacksSection(stacks: readonly OutputStack[]): Section {
  const rows = stacks.map(({ name, resources, dependencies }) => [
    name,
    resources.size,
    [...dependencies].sort().join(', ') || '–',
  ]);
  const resources = stacks.reduce((sum, stack) => sum + stack.resources.size, 0);
  return {
    id: 'stacks',
    title: 'Stacks',
    lead: `${count(resources, 'resource')} in ${count(stacks.length, 'stack')}, in an order in which they can be deployed. Each has a state of its own, so that an impaired region blocks no other.`,
    body: table('Stacks', [{ name: 'stack' }, { name: 'resources', isNumber: true }, { name: 'after' }], rows),
  };
}
