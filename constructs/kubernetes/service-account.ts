import type { Metadata } from './manifest';
import type { ServiceAccount } from './objects';

/**
 * An account whose pods get no token of the API server with it: rights in AWS come by the agent of Pod Identity, and
 * what talks to the API server mounts a token that expires.
 */
export function serviceAccount(metadata: Metadata): ServiceAccount {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false };
}
