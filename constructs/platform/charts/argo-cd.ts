import { systemNodes } from '../../cluster/node-pools/node-labels';
import { externalSecret } from '../../kubernetes/copied-secret';
import type { ExternalSecret } from '../../kubernetes/custom-resources/external-secrets';
import { argoCdNamespace, type GitOps } from '../../kubernetes/git-ops';
import { type ChartSettings, criticalPriority } from './chart-settings';

/**
 * Argo CD, which keeps the objects of the project as they are in Git. It has no users of its own beside the
 * administrator, so single sign-on and notifications are off.
 *
 * Source: values of the chart 10.1.
 */
export const argoCd: ChartSettings = {
  values: () => ({
    global: { nodeSelector: { 'kubernetes.io/os': 'linux', ...systemNodes }, priorityClassName: criticalPriority },
    dex: { enabled: false },
    notifications: { enabled: false },
    server: { replicas: 2, pdb: { enabled: true, minAvailable: 1 } },
    repoServer: { replicas: 2, pdb: { enabled: true, minAvailable: 1 } },
  }),
};

/**
 * The credentials of a private repository: a secret of Secrets Manager with `username` and `password`.
 *
 * Source: Argo CD documentation, "Declarative Setup", repositories; External Secrets documentation, "Templating".
 */
export function repositoryCredentials({ repository }: GitOps, secret: string): ExternalSecret {
  const name = 'project-repository';
  return externalSecret(argoCdNamespace, name, {
    target: {
      name,
      template: {
        metadata: { labels: { 'argocd.argoproj.io/secret-type': 'repository' } },
        data: { type: 'git', url: repository, username: '{{ .username }}', password: '{{ .password }}' },
      },
    },
    dataFrom: [{ extract: { key: secret } }],
  });
}
