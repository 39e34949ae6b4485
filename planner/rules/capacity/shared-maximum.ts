import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { demand, sharedPools } from './placement';

export const sharedMaximum: Rule = {
  id: 'capacity/shared-maximum',
  severity: 'warning',
  summary: 'Services that share a pool can all scale to their maximum at the same time.',
  why: 'When all are busy at once, the last ones to scale find no GPU left. That may be intended, if their peaks are at different hours.',
  fix: 'Raise `nodes.max` of the pool, lower `replicas.max`, or give a service a pool of its own.',
  source: 'Ninefold: replicas × GPUs of a replica, summed over the services ≤ nodes × GPUs of a node',
  check(subject) {
    return sharedPools(subject).flatMap((group): Violation[] => {
      const [first] = group;
      const { wanted, available } = demand(group, 'max');
      const always = demand(group, 'min').wanted;
      // If not even the smallest counts fit, that is the finding: capacity/shared-minimum.
      if (first === undefined || wanted <= available || always > available) return [];
      const names = group.map(({ service }) => service.name).join(', ');
      const needed = first.pool.nodes.max + Math.ceil((wanted - available) / first.gpus.count);
      return [
        {
          path: ['pools', first.poolIndex, 'nodes', 'max'],
          message: `${names} at their largest need ${wanted} GPUs together, and ${first.pool.name} has at most ${available}`,
          expected: `at least ${needed}`,
          found: String(first.pool.nodes.max),
          fix: `raise max to ${needed}, or lower replicas.max of a service`,
          involves: group.map(({ index }) => ['inference', index]),
        },
      ];
    });
  },
};
