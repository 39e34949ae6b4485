import { defaultEksVersion } from '../../../catalog/eks-versions';
import type { Rule } from '../rule';
import { versionLife } from './version-life';

export const supportEnded: Rule = {
  id: 'cluster/support-ended',
  severity: 'warning',
  summary: 'EKS still supports the Kubernetes version.',
  why: 'EKS creates no new cluster with a version whose extended support has ended, and upgrades existing ones by itself. The spec then names an older version than the one that runs, and EKS refuses to go back to it.',
  fix: 'Write the version that the clusters have by now, or a newer one.',
  source: 'Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS"',
  check(subject) {
    const life = versionLife(subject);
    if (life?.phase !== 'ended') return [];
    const { version } = subject.project.cluster;
    return [
      {
        path: ['cluster', 'version'],
        message: `EKS stopped supporting Kubernetes ${version} on ${life.ended}`,
        expected: 'a supported version',
        found: version,
        fix: `upgrade to ${defaultEksVersion}, an existing cluster one minor version at a time`,
      },
    ];
  },
};
