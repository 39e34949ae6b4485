import { defaultEksVersion } from '../../../catalog/eks-versions';
import type { Rule } from '../rule';
import { versionLife } from './version-life';

export const standardSupportEnded: Rule = {
  id: 'cluster/standard-support-ended',
  severity: 'warning',
  summary: 'The Kubernetes version is in standard support.',
  why: 'After standard support EKS does what `cluster.support` says. With `extended` every cluster costs six times as much per hour. With `standard` EKS upgrades the clusters at a time of its own choosing; the spec then names an older version than the one that runs, and EKS refuses to go back to it.',
  fix: 'Upgrade, one minor version at a time.',
  source: 'Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS"; Amazon EKS pricing',
  check(subject) {
    const life = versionLife(subject);
    if (life?.phase !== 'extended') return [];
    const { version, support } = subject.project.cluster;
    const until = life.until === undefined ? '' : ` until ${life.until}`;
    const consequence =
      support === 'extended' ? `clusters cost six times as much${until}` : 'EKS upgrades the clusters by itself';
    return [
      {
        path: ['cluster', 'version'],
        message: `standard support of Kubernetes ${version} ended on ${life.ended}: ${consequence}`,
        expected: 'a version in standard support',
        found: version,
        fix: `upgrade to ${defaultEksVersion}, an existing cluster one minor version at a time`,
        involves: [['cluster', 'support']],
      },
    ];
  },
};
