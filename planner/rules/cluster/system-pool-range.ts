import type { Rule } from '../rule';

export const systemPoolRange: Rule = {
  id: 'cluster/system-pool-range',
  severity: 'error',
  summary: "The system pool's smallest node count is not above its largest.",
  why: 'EKS refuses a node group whose minimum is above its maximum.',
  fix: 'Raise `max` or lower `min`.',
  source: 'Amazon EKS API Reference, "NodegroupScalingConfig"',
  check({ project }) {
    const { min, max } = project.cluster.systemPool.nodes;
    if (min <= max) return [];
    return [
      {
        path: ['cluster', 'systemPool', 'nodes', 'min'],
        message: `the system pool has a minimum of ${min} nodes and a maximum of ${max}`,
        expected: `${max} or less`,
        found: String(min),
        fix: 'raise max, or lower min',
        involves: [['cluster', 'systemPool', 'nodes', 'max']],
      },
    ];
  },
};
