import type { RoleBinding } from '../kubernetes/manifest';
import { trainingNamespace } from './training-props';

/** Gives a role to an account of the training namespace, under the role's own name and place. */
export function bindRole(metadata: RoleBinding['metadata'], account: string): RoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: trainingNamespace }],
  };
}
