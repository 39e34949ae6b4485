import type { ExternalSecret } from '../kubernetes/custom-resources/external-secrets';
import { secretStoreName } from '../platform/secrets';
import { inferenceNamespace } from './served-service';

/** Name of the secret in the cluster with the API key of a service. */
export function apiKeyName(service: string): string {
  return `api-key-${service}`;
}

/** Copies the API key of a service from Secrets Manager; the whole text of the secret is the key. */
export function apiKeySecret(service: string, secret: string): ExternalSecret {
  const name = apiKeyName(service);
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace: inferenceNamespace },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: secretStoreName },
      target: { name },
      data: [{ secretKey: 'key', remoteRef: { key: secret } }],
    },
  };
}
