import type { Manifest } from '../kubernetes/manifest';
import type { ClusterRole, ClusterRoleBinding } from '../kubernetes/objects';

/** Kubernetes group that the access entry of the cluster that sends jobs belongs to. */
export const dispatcherGroup = 'ninefold:dispatcher';

const metadata = { name: 'ninefold-dispatcher', labels: { 'app.kubernetes.io/managed-by': 'ninefold' } };

const all = ['create', 'delete', 'get', 'list', 'watch'];

const role: ClusterRole = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata,
  rules: [
    { apiGroups: ['jobset.x-k8s.io'], resources: ['jobsets'], verbs: all },
    { apiGroups: ['jobset.x-k8s.io'], resources: ['jobsets/status'], verbs: ['get'] },
    { apiGroups: ['batch'], resources: ['jobs'], verbs: all },
    { apiGroups: ['batch'], resources: ['jobs/status'], verbs: ['get'] },
    { apiGroups: ['kueue.x-k8s.io'], resources: ['workloads'], verbs: all },
    { apiGroups: ['kueue.x-k8s.io'], resources: ['workloads/status'], verbs: ['get', 'patch', 'update'] },
  ],
};

const binding: ClusterRoleBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata,
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: dispatcherGroup }],
};

/**
 * What the Kueue of another cluster may do in this one: create, watch and delete jobs and their workloads, and nothing
 * with pods, secrets or nodes. It watches all namespaces, so its rights are for all.
 *
 * Source: Kueue 0.19 documentation, "Setup a MultiKueue environment" (create-multikueue-kubeconfig.sh), for the kinds of
 * jobs that are switched on.
 */
export function dispatcherRights(): Manifest[] {
  return [role, binding];
}
