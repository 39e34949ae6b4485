import type { GitOps } from '../constructs/kubernetes/git-ops';
import type { Environment } from '../planner/environment/environment';

/** Where Argo CD finds what the project runs; nothing where Helm delivers it. */
export function gitOpsOf({ delivery }: Environment): { readonly gitOps?: GitOps & { readonly secret?: string } } {
  return delivery.by === 'argocd' ? { gitOps: delivery } : {};
}
