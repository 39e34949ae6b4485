import { charts } from '../../catalog/charts';
import type { Application } from './custom-resources/argo-cd';

/** Where Argo CD finds the charts. */
export interface GitOps {
  /** Address of the Git repository. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** Folder of the repository with a copy of what is written below `argocd/`. */
  readonly path: string;
}

/** Namespace that Argo CD's chart is installed into, and that it reads Applications from. */
export const argoCdNamespace = charts['argo-cd'].namespace;

/**
 * The Application that leads Argo CD to the chart of a group of objects. What only Terraform knows reaches the chart as
 * Helm values, so that nothing in Git depends on an account.
 *
 * @param references Terraform expressions by name, of which the values become `<<name>>` again
 *
 * Source: Argo CD 3.4 documentation, "Application specification", "Helm" and "Automated sync policy".
 */
export function application(
  release: { readonly name: string; readonly namespace: string; readonly folder: string; readonly gitOps: GitOps },
  references: Readonly<Record<string, string>>,
): Application {
  const { name, namespace, folder, gitOps } = release;
  const names = Object.keys(references);
  const values = { references: Object.fromEntries(names.map((reference) => [reference, `<<${reference}>>`])) };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: argoCdNamespace },
    spec: {
      project: 'default',
      source: {
        repoURL: gitOps.repository,
        targetRevision: gitOps.revision,
        path: `${gitOps.path}/${folder}/${name}`,
        helm: { releaseName: name, ...(names.length > 0 && { valuesObject: values }) },
      },
      destination: { server: 'https://kubernetes.default.svc', namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true'],
        // Definitions of custom resources may come minutes after the objects that need them.
        retry: { limit: 10, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
      },
    },
  };
}
