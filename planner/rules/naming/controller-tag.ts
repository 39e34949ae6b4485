import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/** Domains whose tags Kubernetes controllers look resources up by. */
const lookedFor = /^([a-z0-9.-]+\.)?(kubernetes\.io|k8s\.io|k8s\.aws|karpenter\.sh)\//;

export const controllerTag: Rule = {
  id: 'naming/controller-tag',
  severity: 'warning',
  summary: 'No tag for every resource is one that a Kubernetes controller looks for.',
  why: 'Controllers find what is theirs by tags. With such a tag on everything, Karpenter starts nodes in public subnets, and the load balancer controller stops at the second security group that is marked for the cluster.',
  fix: 'Remove the tag. Ninefold sets those that controllers need, where they need them.',
  source: 'AWS Load Balancer Controller documentation, "Subnet auto discovery"; Karpenter documentation, "NodeClasses"',
  check({ project }) {
    return Object.keys(project.tags).flatMap((key): Violation[] => {
      if (!lookedFor.test(key)) return [];
      return [
        {
          path: ['tags', key],
          at: 'key',
          message: `Kubernetes controllers look for the tag ${key}, and it would be on every resource`,
          found: key,
          fix: 'remove it',
        },
      ];
    });
  },
};
