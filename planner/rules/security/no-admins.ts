import type { Rule } from '../rule';

export const noAdmins: Rule = {
  id: 'security/no-admins',
  severity: 'error',
  summary: 'Somebody administers the cluster.',
  why: 'Who creates the cluster gets no rights by that. Without an administrator nobody can install the charts, look at a pod or upgrade anything, the deployment itself included.',
  fix: 'List the role that deploys, and those of the people on call.',
  source: 'Amazon EKS User Guide, "Grant IAM users access to Kubernetes with EKS access entries"',
  check({ project }) {
    if (project.cluster.access.admins.length > 0) return [];
    return [
      {
        path: ['cluster', 'access', 'admins'],
        message: 'nobody administers the cluster, not even the role that deploys',
        expected: 'the ARN of the role that deploys, and others',
        fix: 'add it, for example arn:aws:iam::111122223333:role/platform',
      },
    ];
  },
};
