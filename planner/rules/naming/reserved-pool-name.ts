import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const reservedPoolName: Rule = {
  id: 'naming/reserved-pool-name',
  severity: 'error',
  summary: 'No pool has the name "system".',
  why: "It is the name of the pool without GPUs that every cluster has. The second launch template of that name is refused, and the nodes' label would no longer tell the two pools apart.",
  fix: 'Give the pool another name.',
  source: 'Amazon EC2 API Reference, "CreateLaunchTemplate"; Ninefold',
  check({ project }) {
    return project.pools.flatMap(({ name }, index): Violation[] => {
      if (name !== 'system') return [];
      return [
        {
          path: ['pools', index, 'name'],
          message: 'the name "system" is taken by the cluster\'s own pool',
          expected: 'another name',
          found: name,
          fix: 'rename the pool, and where it is named',
        },
      ];
    });
  },
};
