import type { Rule } from '../rule';

export const systemPoolEmpty: Rule = {
  id: 'cluster/system-pool-empty',
  severity: 'error',
  summary: 'The system pool always has a node.',
  why: 'DNS and the autoscaler run on system nodes only, because the others are tainted. Without a first node the DNS add-on never becomes ready and the deploy fails; and nothing would start a node later, because that is the work of the autoscaler.',
  fix: 'Set `min` to 2 or more.',
  source: 'Amazon EKS User Guide, "Manage CoreDNS for DNS in Amazon EKS clusters"; Cluster Autoscaler FAQ',
  check({ project }) {
    const { min } = project.cluster.systemPool.nodes;
    if (min > 0) return [];
    return [
      {
        path: ['cluster', 'systemPool', 'nodes', 'min'],
        message: 'the system pool starts without nodes, so nothing in the cluster can start',
        expected: '1 or more',
        found: String(min),
        fix: 'set it to 2 or more',
      },
    ];
  },
};
