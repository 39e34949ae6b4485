import { contentDigest } from '../kubernetes/content-digest';
import type { ConfigMap } from '../kubernetes/objects';
import { trainingNamespace } from './training-props';

/**
 * A ConfigMap that never changes, because its name holds a hash of its contents, and that Helm leaves behind: a run that
 * started before a deployment starts again with what it started with.
 *
 * @param data texts in which Terraform finds nothing to fill in but what it should
 *
 * Source: Helm documentation, "Tell Helm Not To Uninstall a Resource".
 */
export function keptConfig(
  name: string,
  data: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): ConfigMap {
  const digest = contentDigest(JSON.stringify(data), 8);
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${name}-${digest}`,
      namespace: trainingNamespace,
      labels,
      annotations: { 'helm.sh/resource-policy': 'keep', 'argocd.argoproj.io/sync-options': 'Prune=false' },
    },
    immutable: true,
    data,
  };
}
