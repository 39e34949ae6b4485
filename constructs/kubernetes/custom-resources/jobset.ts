import type { input } from '@pulumi/kubernetes/types';
import type { Metadata } from '../manifest';
import type { Plain } from '../objects';

/** `jobset.x-k8s.io/v1alpha2`. Source: CustomResourceDefinition of JobSet 0.12, the fields that Ninefold sets. */
export interface JobSet {
  readonly apiVersion: 'jobset.x-k8s.io/v1alpha2';
  readonly kind: 'JobSet';
  readonly metadata: Metadata & { readonly namespace: string };
  readonly spec: {
    readonly suspend?: boolean;
    /** Who brings its jobs about instead of the controller of JobSets. */
    readonly managedBy?: 'kueue.x-k8s.io/multikueue';
    readonly ttlSecondsAfterFinished?: number;
    readonly failurePolicy: {
      /** How often all jobs start again before the set has failed. */
      readonly maxRestarts: number;
      /** `BlockingRecreate`: no pod of a restart starts before the last one of the previous attempt is gone. */
      readonly restartStrategy: 'Recreate' | 'BlockingRecreate';
      /** The first that matches decides; without a match, all jobs start again. */
      readonly rules: readonly FailureRule[];
    };
    /** Which jobs have to succeed. Default: all. */
    readonly successPolicy?: { readonly operator: 'All' | 'Any'; readonly targetReplicatedJobs: readonly string[] };
    readonly replicatedJobs: readonly ReplicatedJob[];
  };
}

export interface ReplicatedJob {
  readonly name: string;
  readonly replicas: number;
  /** Jobs of the set that have to be there before. */
  readonly dependsOn?: readonly { readonly name: string; readonly status: 'Ready' | 'Complete' }[];
  readonly template: { readonly metadata?: Pick<Metadata, 'labels'>; readonly spec: Plain<input.batch.v1.JobSpec> };
}

export interface FailureRule {
  readonly name: string;
  readonly action: 'FailJobSet' | 'RestartJobSet' | 'RestartJobSetAndIgnoreMaxRestarts';
  readonly onJobFailureReasons: readonly 'PodFailurePolicy'[];
  /** Regular expressions for the message of the job's condition. */
  readonly onJobFailureMessagePatterns: readonly string[];
}
