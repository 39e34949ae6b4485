import { copiedSecret } from '../kubernetes/copied-secret';
import type { ExternalSecret } from '../kubernetes/custom-resources/external-secrets';

/** Name of the secret in the cluster with the API key of a service. */
export function apiKeyName(service: string): string {
  return `api-key-${service}`;
}

/** Copies the API key of a service from Secrets Manager to a namespace; the whole text of the secret is the key. */
export function apiKeySecret(namespace: string, service: string, secret: string): ExternalSecret {
  return copiedSecret(namespace, apiKeyName(service), { key: secret });
}
