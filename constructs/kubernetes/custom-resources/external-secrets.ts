import type { Metadata } from '../manifest';

/** `external-secrets.io/v1`. Source: CustomResourceDefinition of External Secrets 2.9, the fields that Ninefold sets. */
export interface ClusterSecretStore {
  readonly apiVersion: 'external-secrets.io/v1';
  readonly kind: 'ClusterSecretStore';
  readonly metadata: Metadata;
  readonly spec: {
    readonly provider: { readonly aws: { readonly service: 'SecretsManager'; readonly region: string } };
  };
}

/** `external-secrets.io/v1`. Source: CustomResourceDefinition of External Secrets 2.9, the fields that Ninefold sets. */
export interface ExternalSecret {
  readonly apiVersion: 'external-secrets.io/v1';
  readonly kind: 'ExternalSecret';
  readonly metadata: Metadata & { readonly namespace: string };
  readonly spec: {
    readonly refreshInterval: string;
    readonly secretStoreRef: { readonly kind: 'ClusterSecretStore'; readonly name: string };
    readonly target: {
      readonly name: string;
      /** Values are Go templates over the properties of the secret. */
      readonly template?: {
        readonly metadata: { readonly labels: Readonly<Record<string, string>> };
        readonly data: Readonly<Record<string, string>>;
      };
    };
    /** Single properties; without `property`, the whole text of a secret. */
    readonly data?: readonly { readonly secretKey: string; readonly remoteRef: { readonly key: string } }[];
    /** Every property of a secret that is JSON. */
    readonly dataFrom?: readonly { readonly extract: { readonly key: string } }[];
  };
}
