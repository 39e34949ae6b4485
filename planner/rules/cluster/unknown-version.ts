import { eksVersions, findEksVersion } from '../../../catalog/eks-versions';
import { listed } from '../../../schemas/suggest';
import type { Rule } from '../rule';

export const unknownVersion: Rule = {
  id: 'cluster/unknown-version',
  severity: 'error',
  summary: 'The Kubernetes version is one that EKS offers and Ninefold knows.',
  why: 'EKS creates no cluster with a version that it no longer or not yet supports. Of a version newer than its catalog, Ninefold does not know which releases of the add-ons go with it.',
  fix: 'Choose a version of the list.',
  source: 'Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS"',
  check({ project }) {
    const { version } = project.cluster;
    if (findEksVersion(version) !== undefined) return [];
    const known = listed(eksVersions.map((candidate) => candidate.version));
    return [
      {
        path: ['cluster', 'version'],
        message: `Kubernetes ${version} is not among the EKS versions that Ninefold knows`,
        expected: `one of ${known}`,
        found: version,
        fix: `use one of: ${known}`,
      },
    ];
  },
};
