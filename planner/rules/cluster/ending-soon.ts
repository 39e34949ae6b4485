import type { Rule } from '../rule';
import { versionLife } from './version-life';

export const endingSoon: Rule = {
  id: 'cluster/ending-soon',
  severity: 'info',
  summary: 'Standard support of the Kubernetes version lasts for another two months.',
  why: 'An upgrade needs a check for removed APIs, and the nodes are replaced one by one, which takes its time with GPU pools. What happens at the end of standard support depends on `cluster.support`: EKS upgrades by itself, or raises the price.',
  fix: 'Plan the upgrade to the next minor version.',
  source: 'Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS"',
  check(subject) {
    const life = versionLife(subject);
    if (life?.phase !== 'ending') return [];
    const { version, support } = subject.project.cluster;
    const consequence =
      support === 'extended' ? 'clusters then cost six times as much' : 'EKS then upgrades the clusters by itself';
    return [
      {
        path: ['cluster', 'version'],
        message: `standard support of Kubernetes ${version} ends on ${life.until}: ${consequence}`,
        fix: 'plan the upgrade to the next minor version',
        involves: [['cluster', 'support']],
      },
    ];
  },
};
