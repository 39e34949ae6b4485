import type { ClusterSecretStore, ExternalSecret } from './custom-resources/external-secrets';

/** Name of the store in every cluster. */
const secretStoreName = 'secrets-manager';

/**
 * Where secrets come from: the Secrets Manager of the region, with the rights of the controller's own pods.
 *
 * Source: External Secrets documentation, "AWS Secrets Manager" and "EKS Pod Identity setup".
 */
export function secretStore(region: string): ClusterSecretStore {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: secretStoreName },
    spec: { provider: { aws: { service: 'SecretsManager', region } } },
  };
}

/**
 * Copies secrets of Secrets Manager into one of the cluster, and again every hour.
 *
 * @param keys names in Secrets Manager by key of the copy, which gets the whole text
 */
export function copiedSecret(namespace: string, name: string, keys: Readonly<Record<string, string>>): ExternalSecret {
  return externalSecret(namespace, name, {
    target: { name },
    data: Object.entries(keys).map(([secretKey, key]) => ({ secretKey, remoteRef: { key } })),
  });
}

/** A secret of the cluster that follows what Secrets Manager has. */
export function externalSecret(
  namespace: string,
  name: string,
  contents: Omit<ExternalSecret['spec'], 'refreshInterval' | 'secretStoreRef'>,
): ExternalSecret {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: secretStoreName },
      ...contents,
    },
  };
}
