import type { Metadata } from '../manifest';

/** `argoproj.io/v1alpha1`. Source: CustomResourceDefinition of Argo CD 3.4, the fields that Ninefold sets. */
export interface Application {
  readonly apiVersion: 'argoproj.io/v1alpha1';
  readonly kind: 'Application';
  readonly metadata: Metadata & { readonly namespace: string };
  readonly spec: {
    readonly project: string;
    readonly source: {
      readonly repoURL: string;
      readonly targetRevision: string;
      readonly path: string;
      readonly helm: {
        readonly releaseName: string;
        readonly valuesObject?: Readonly<Record<string, unknown>>;
      };
    };
    readonly destination: { readonly server: string; readonly namespace: string };
    readonly syncPolicy: {
      readonly automated: { readonly prune: boolean; readonly selfHeal: boolean };
      readonly syncOptions: readonly string[];
      readonly retry: {
        readonly limit: number;
        readonly backoff: { readonly duration: string; readonly factor: number; readonly maxDuration: string };
      };
    };
  };
}
