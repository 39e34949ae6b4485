import { acceleratorVendors } from '../cluster/node-pools/accelerator';
import type { Manifest } from '../kubernetes/manifest';
import { namespaceNamed } from '../kubernetes/namespace-selector';
import type { LimitRange, Namespace, NetworkPolicy, ResourceQuota } from '../kubernetes/objects';
import { headroomClassName } from '../kubernetes/priority-classes';
import { dnsPorts } from '../kubernetes/way-out';

/** A namespace for work of one kind. */
export interface NamespaceProps {
  readonly name: string;
  /** GPUs that all of its pods may ask for together. */
  readonly gpus: number;
  /** What pods may do; engines and their images need more than the restricted profile allows. */
  readonly podSecurity: 'restricted' | 'baseline';
}

/**
 * A namespace with its bounds: no more GPUs than its pools have, defaults for containers that say nothing, a profile of
 * Pod Security with warnings about what the restricted one would refuse, and no traffic that nobody asked for except
 * to DNS.
 *
 * Source: Kubernetes documentation, "Pod Security Standards", "Resource Quotas", "Limit Ranges", "Network Policies".
 */
export function namespaceWithBounds({ name, gpus, podSecurity }: NamespaceProps): Manifest[] {
  const metadata = (object: string) => ({ name: object, namespace: name });
  const namespace: Namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        'pod-security.kubernetes.io/enforce': podSecurity,
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/audit': 'restricted',
      },
      // Helm deletes what a release no longer has; with a namespace would go everything in it.
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
  };
  const quota: ResourceQuota = {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: metadata('bounds'),
    spec: {
      hard: { [`requests.${acceleratorVendors.nvidia.resource}`]: String(gpus) },
      // What only holds a place gives way, but not before others are admitted.
      scopeSelector: {
        matchExpressions: [{ scopeName: 'PriorityClass', operator: 'NotIn', values: [headroomClassName] }],
      },
    },
  };
  const defaults: LimitRange = {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: metadata('defaults'),
    spec: {
      limits: [{ type: 'Container', defaultRequest: { cpu: '100m', memory: '256Mi' }, default: { memory: '1Gi' } }],
    },
  };
  const denied: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata('default-deny'),
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  };
  const dns: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata('allow-dns'),
    spec: {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: namespaceNamed('kube-system'),
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: dnsPorts,
        },
      ],
    },
  };
  return [namespace, quota, defaults, denied, dns];
}
