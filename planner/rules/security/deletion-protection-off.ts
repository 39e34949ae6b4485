import type { Rule } from '../rule';

export const deletionProtectionOff: Rule = {
  id: 'security/deletion-protection-off',
  severity: 'warning',
  summary: 'Production is protected against deletion.',
  why: 'Without protection a plan that replaces the cluster, a bucket or the load balancer is carried out when somebody approves it without reading to the end, and what they held is gone.',
  fix: 'Remove `deletionProtection: false`; set it only for the deployment that takes the environment down.',
  source: 'Amazon EKS User Guide, "Protect EKS clusters from accidental deletion"',
  check({ project, environment }) {
    if (!environment.production || project.cluster.deletionProtection !== false) return [];
    return [
      {
        path: ['cluster', 'deletionProtection'],
        message: `${project.environment} is a production environment, and nothing keeps it from being deleted`,
        expected: 'true',
        found: 'false',
        fix: 'remove this line, or set it to true',
        involves: [['environment']],
      },
    ];
  },
};
