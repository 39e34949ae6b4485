import type { RoleBinding } from './objects';

/** Gives a role to a service account of the same or another namespace, under the role's own name and place. */
export function bindRole(
  metadata: RoleBinding['metadata'],
  account: { readonly name: string; readonly namespace: string },
): RoleBinding {
  const { name, namespace } = account;
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
}
