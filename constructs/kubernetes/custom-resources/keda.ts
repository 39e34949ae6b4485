import type { Metadata } from '../manifest';

/** A value of Prometheus that replicas follow. All values are texts. */
export interface PrometheusTrigger {
  readonly type: 'prometheus';
  readonly name: string;
  /** `AverageValue`: as many replicas as the value has thresholds in it. */
  readonly metricType: 'AverageValue';
  readonly metadata: {
    readonly serverAddress: string;
    readonly query: string;
    readonly threshold: string;
    /** Value above which a service without replicas gets its first. */
    readonly activationThreshold?: string;
    /** Whether no series at all counts as 0; otherwise it is an error. */
    readonly ignoreNullValues: 'true' | 'false';
  };
}

/** How fast replicas may come or go. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy?: 'Max' | 'Min';
  readonly policies: readonly {
    readonly type: 'Pods' | 'Percent';
    readonly value: number;
    readonly periodSeconds: number;
  }[];
}

/** `keda.sh/v1alpha1`. Source: CustomResourceDefinition of KEDA 2.20, the fields that Ninefold sets. */
export interface ScaledObject {
  readonly apiVersion: 'keda.sh/v1alpha1';
  readonly kind: 'ScaledObject';
  readonly metadata: Metadata & { readonly namespace: string };
  readonly spec: {
    readonly scaleTargetRef: {
      readonly apiVersion: string;
      readonly kind: 'Deployment' | 'LeaderWorkerSet';
      readonly name: string;
    };
    readonly minReplicaCount: number;
    readonly maxReplicaCount: number;
    readonly pollingInterval: number;
    /** Seconds without activity until the last replica goes; matters only where the least is 0. */
    readonly cooldownPeriod: number;
    readonly fallback?: {
      readonly failureThreshold: number;
      readonly replicas: number;
      readonly behavior: 'static' | 'currentReplicas' | 'currentReplicasIfHigher' | 'currentReplicasIfLower';
    };
    readonly advanced: {
      readonly horizontalPodAutoscalerConfig: {
        readonly behavior: { readonly scaleUp: ScalingRules; readonly scaleDown: ScalingRules };
      };
    };
    readonly triggers: readonly PrometheusTrigger[];
  };
}
