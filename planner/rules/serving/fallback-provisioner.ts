import type { Violation } from '../../../schemas/finding';
import { findPool } from '../pools';
import type { Rule } from '../rule';

export const fallbackProvisioner: Rule = {
  id: 'serving/fallback-provisioner',
  severity: 'error',
  summary: 'The nodes of a pool and of its fallbacks are started by the same thing.',
  why: 'Cluster Autoscaler and Karpenter know nothing of each other: for one replica that waits both would start a node, and the order would be a matter of who is faster.',
  fix: 'Choose the same `provisioner` for all of them.',
  source: 'Karpenter 1.14 documentation, "FAQ" and "Migrating from Cluster Autoscaler"',
  check({ project }) {
    return project.inference.flatMap(({ pool, fallbackPools }, index): Violation[] => {
      const own = findPool(project, pool)?.pool.provisioner;
      return fallbackPools.flatMap((name, position) => {
        const other = findPool(project, name);
        if (own === undefined || other === undefined || other.pool.provisioner === own) return [];
        return [
          {
            path: ['inference', index, 'fallbackPools', position],
            message: `the nodes of ${name} are started by ${other.pool.provisioner}, those of ${pool} by ${own}`,
            expected: `a pool with provisioner ${own}`,
            found: other.pool.provisioner,
            fix: `set provisioner of ${name} to ${own}, or choose another pool`,
            involves: [
              ['inference', index, 'pool'],
              ['pools', other.index, 'provisioner'],
            ],
          },
        ];
      });
    });
  },
};
