import type { Rule } from '../rule';

export const systemPoolRedundancy: Rule = {
  id: 'cluster/system-pool-redundancy',
  severity: 'warning',
  summary: 'In production the system pool has two nodes or more.',
  why: 'DNS, the autoscaler, the load balancer controller and monitoring run on the system nodes. With a single one, its loss stops all of them until another has started, and so does every upgrade.',
  fix: 'Set `min` to 2, or to 3 for one in each zone.',
  source: 'Amazon EKS Best Practices Guide, "Reliability"',
  check({ project, environment }) {
    const { min } = project.cluster.systemPool.nodes;
    if (!environment.production || min !== 1) return [];
    return [
      {
        path: ['cluster', 'systemPool', 'nodes', 'min'],
        message: 'a single system node runs DNS, controllers and monitoring of a production cluster',
        expected: '2 or more',
        found: String(min),
        fix: 'set it to 3, one for each zone',
      },
    ];
  },
};
