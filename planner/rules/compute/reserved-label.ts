import { isInDomain, openLabelDomains } from '../../../catalog/kubelet-labels';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/**
 * Domains whose labels nobody but their owner sets; subdomains are included.
 *
 * Sources: Kubernetes, "Well-Known Labels, Annotations and Taints" and kubelet `--node-labels`; EKS API error "Label
 * cannot contain reserved prefixes"; Karpenter, "NodePools", restricted labels; as of 2026-11.
 */
const owners: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io', 'Kubernetes'],
  ['k8s.io', 'Kubernetes'],
  ['eks.amazonaws.com', 'EKS'],
  ['karpenter.sh', 'Karpenter'],
  ['karpenter.k8s.aws', 'Karpenter'],
  ['ninefold.dev', 'Ninefold'],
]);

/** Single labels that Ninefold sets itself, whatever the spec says, and one that Kubernetes does. */
const taken: ReadonlyMap<string, string> = new Map([
  ['node.kubernetes.io/instance-type', 'Kubernetes'],
  ['k8s.amazonaws.com/accelerator', 'Ninefold'],
  ['nvidia.com/gpu.present', 'Ninefold'],
  ['vpc.amazonaws.com/efa.present', 'Ninefold'],
]);

export const reservedLabel: Rule = {
  id: 'compute/reserved-label',
  severity: 'error',
  summary: 'The labels of a pool are not those that Kubernetes, EKS, Karpenter or Ninefold set.',
  why: 'The kubelet does not start with a label of its own domain that it does not know, and then no node of the pool joins; EKS and Karpenter refuse labels of theirs. What Ninefold sets itself overwrites what the spec says.',
  fix: 'Use a domain of your own, such as example.com/team, or a key without one.',
  source:
    'Kubernetes documentation, "Well-Known Labels, Annotations and Taints"; terraform-aws-eks issue 3346 (kubelet refuses node-role.kubernetes.io)',
  check({ project }) {
    return project.pools.flatMap((pool, index) =>
      Object.keys(pool.labels).flatMap((key): Violation[] => {
        const owner = ownerOf(key);
        if (owner === undefined) return [];
        return [
          {
            path: ['pools', index, 'labels', key],
            at: 'key',
            message: `the label ${key} belongs to ${owner}`,
            expected: 'a key without a domain, or in a domain of your own',
            found: key,
            fix: `name it ${key.split('/')[1] ?? key}, or put it into a domain of your own`,
          },
        ];
      }),
    );
  },
};

function ownerOf(key: string): string | undefined {
  const [domain, name] = key.split('/');
  if (taken.has(key)) return taken.get(key);
  if (domain === undefined || name === undefined || openLabelDomains.includes(domain)) return undefined;
  const owned = [...owners.keys()].find((candidate) => isInDomain(domain, candidate));
  return owned === undefined ? undefined : owners.get(owned);
}
