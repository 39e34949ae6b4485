import type { Metadata } from '../manifest';
import type { LabelSelector, Toleration } from '../objects';

/** `kueue.x-k8s.io/v1beta2`. Source: CustomResourceDefinition of Kueue 0.19, the fields that Ninefold sets. */
export interface ResourceFlavor {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta2';
  readonly kind: 'ResourceFlavor';
  readonly metadata: Metadata;
  readonly spec: {
    readonly nodeLabels: Readonly<Record<string, string>>;
    /** Added to the pods that are admitted to the flavor. */
    readonly tolerations: readonly Toleration[];
  };
}

/** `kueue.x-k8s.io/v1beta2`. Source: CustomResourceDefinition of Kueue 0.19, the fields that Ninefold sets. */
export interface ClusterQueue {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta2';
  readonly kind: 'ClusterQueue';
  readonly metadata: Metadata;
  readonly spec: {
    /** Namespaces whose jobs may enter; all of them if it is empty. */
    readonly namespaceSelector: LabelSelector;
    readonly resourceGroups: readonly {
      readonly coveredResources: readonly string[];
      readonly flavors: readonly {
        readonly name: string;
        readonly resources: readonly {
          readonly name: string;
          readonly nominalQuota: string;
          /** What it may have of the idle quota of others in the cohort; all of it if absent. */
          readonly borrowingLimit?: string;
        }[];
      }[];
    }[];
    /** Queues of the same cohort lend each other what they do not use. */
    readonly cohortName?: string;
    readonly fairSharing?: { readonly weight: number };
    /** What else has to agree before a job starts. */
    readonly admissionChecksStrategy?: { readonly admissionChecks: readonly { readonly name: string }[] };
    readonly preemption: {
      readonly withinClusterQueue: 'Never' | 'LowerPriority';
      /** Whether jobs of others give back what they have borrowed. */
      readonly reclaimWithinCohort?: 'Never' | 'LowerPriority' | 'Any';
    };
  };
}

/** `kueue.x-k8s.io/v1beta2`. Source: CustomResourceDefinition of Kueue 0.19, the fields that Ninefold sets. */
export interface Cohort {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta2';
  readonly kind: 'Cohort';
  readonly metadata: Metadata;
  /** Without quota of its own: what its queues have is what they share. */
  readonly spec: Readonly<Record<string, never>>;
}

/** `kueue.x-k8s.io/v1beta2`. Source: CustomResourceDefinition of Kueue 0.19, the fields that Ninefold sets. */
export interface LocalQueue {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta2';
  readonly kind: 'LocalQueue';
  readonly metadata: Metadata & { readonly namespace: string };
  readonly spec: { readonly clusterQueue: string };
}

/** `kueue.x-k8s.io/v1beta2`. Source: CustomResourceDefinition of Kueue 0.19, the fields that Ninefold sets. */
export interface AdmissionCheck {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta2';
  readonly kind: 'AdmissionCheck';
  readonly metadata: Metadata;
  readonly spec: {
    readonly controllerName: 'kueue.x-k8s.io/multikueue';
    readonly parameters: {
      readonly apiGroup: 'kueue.x-k8s.io';
      readonly kind: 'MultiKueueConfig';
      readonly name: string;
    };
  };
}

/** `kueue.x-k8s.io/v1beta2`. Source: CustomResourceDefinition of Kueue 0.19, the fields that Ninefold sets. */
export interface MultiKueueConfig {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta2';
  readonly kind: 'MultiKueueConfig';
  readonly metadata: Metadata;
  /** Names of MultiKueueClusters. */
  readonly spec: { readonly clusters: readonly string[] };
}

/** `kueue.x-k8s.io/v1beta2`. Source: CustomResourceDefinition of Kueue 0.19, the fields that Ninefold sets. */
export interface MultiKueueCluster {
  readonly apiVersion: 'kueue.x-k8s.io/v1beta2';
  readonly kind: 'MultiKueueCluster';
  readonly metadata: Metadata;
  readonly spec: {
    readonly clusterSource: {
      /** Secret in Kueue's namespace, with a kubeconfig under the key `kubeconfig`. */
      readonly kubeConfig: { readonly locationType: 'Secret'; readonly location: string };
    };
  };
}
