import type { Metadata } from '../manifest';
import type { PodTemplate } from '../objects';

/**
 * `leaderworkerset.x-k8s.io/v1`. Source: CustomResourceDefinition of LeaderWorkerSet 0.10, the fields that Ninefold
 * sets.
 */
export interface LeaderWorkerSet {
  readonly apiVersion: 'leaderworkerset.x-k8s.io/v1';
  readonly kind: 'LeaderWorkerSet';
  readonly metadata: Metadata & { readonly namespace: string };
  readonly spec: {
    /** Groups; absent where an autoscaler owns it. */
    readonly replicas?: number;
    readonly rolloutStrategy: {
      readonly type: 'RollingUpdate';
      readonly rollingUpdateConfiguration: { readonly maxUnavailable: number; readonly maxSurge: number };
    };
    readonly startupPolicy: 'LeaderCreated';
    /** Which Services without an address the controller makes, so that a group finds its leader: one for each. */
    readonly networkConfig: { readonly subdomainPolicy: 'UniquePerReplica' };
    readonly leaderWorkerTemplate: {
      /** Pods of a group, its leader among them. */
      readonly size: number;
      readonly restartPolicy: 'RecreateGroupOnPodRestart';
      readonly leaderTemplate: PodTemplate;
      readonly workerTemplate: PodTemplate;
    };
  };
}
