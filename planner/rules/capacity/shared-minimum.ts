import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { demand, sharedPools } from './placement';

export const sharedMinimum: Rule = {
  id: 'capacity/shared-minimum',
  severity: 'error',
  summary: 'Services that share a pool have room for the replicas that always run.',
  why: 'The replicas that find no GPU stay pending from the first deployment on, and which service they belong to is chance.',
  fix: 'Raise `nodes.max` of the pool, lower `replicas.min`, or give a service a pool of its own.',
  source: 'Ninefold: replicas × GPUs of a replica, summed over the services ≤ nodes × GPUs of a node',
  check(subject) {
    return sharedPools(subject).flatMap((group): Violation[] => {
      const [first] = group;
      const { wanted, available } = demand(group, 'min');
      if (first === undefined || wanted <= available) return [];
      const names = group.map(({ service }) => service.name).join(', ');
      const needed = first.pool.nodes.max + Math.ceil((wanted - available) / first.gpus.count);
      return [
        {
          path: ['pools', first.poolIndex, 'nodes', 'max'],
          message: `${names} always need ${wanted} GPUs, and ${first.pool.name} has at most ${available}`,
          expected: `at least ${needed}`,
          found: String(first.pool.nodes.max),
          fix: `raise max to ${needed}, or lower replicas.min of a service`,
          involves: group.map(({ index }) => ['inference', index]),
        },
      ];
    });
  },
};
