import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const publicEndpointOpen: Rule = {
  id: 'security/public-endpoint-open',
  severity: 'error',
  summary: "The cluster's API is not open to the whole internet.",
  why: 'Everybody could talk to the API server: a leaked token or the next flaw in its authentication then is enough to take the cluster, with its GPUs and its models.',
  fix: 'List the ranges of your offices, VPN and CI, or none, to reach the API from inside the VPC only.',
  source:
    'Amazon EKS Best Practices Guide, security ("Make the EKS Cluster Endpoint private"); checkov CKV_AWS_38; trivy AVD-AWS-0041',
  check({ project }) {
    return project.cluster.access.publicCidrs.flatMap((cidr, index): Violation[] => {
      if (Number(cidr.split('/')[1]) !== 0) return [];
      return [
        {
          path: ['cluster', 'access', 'publicCidrs', index],
          message: `${cidr} opens the Kubernetes API to the whole internet`,
          expected: 'ranges of your own',
          found: cidr,
          fix: 'list the ranges of your offices, VPN and CI, or remove it',
        },
      ];
    });
  },
};
