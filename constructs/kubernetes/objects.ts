import type { input } from '@pulumi/kubernetes/types';
import type { Metadata } from './manifest';

/**
 * A type of `@pulumi/kubernetes/types` without the promises and outputs that Pulumi allows everywhere, and without the
 * means to change it.
 */
export type Plain<T> = T extends PromiseLike<unknown> | { apply: unknown; get: unknown }
  ? never
  : T extends readonly (infer Element)[]
    ? readonly Plain<Element>[]
    : T extends object
      ? { readonly [Key in keyof T]: Plain<T[Key]> }
      : T;

/** A whole object: what tells its type, and its name, must be there. */
type KubernetesObject<T extends { apiVersion?: unknown; kind?: unknown; metadata?: unknown }> = Omit<
  Plain<T>,
  'apiVersion' | 'kind' | 'metadata' | 'status'
> & {
  readonly apiVersion: Exclude<Plain<T>['apiVersion'], undefined>;
  readonly kind: Exclude<Plain<T>['kind'], undefined>;
  readonly metadata: Metadata;
};

export type ConfigMap = KubernetesObject<input.core.v1.ConfigMap>;
export type LimitRange = KubernetesObject<input.core.v1.LimitRange>;
export type Namespace = KubernetesObject<input.core.v1.Namespace>;
export type PersistentVolume = KubernetesObject<input.core.v1.PersistentVolume>;
export type PersistentVolumeClaim = KubernetesObject<input.core.v1.PersistentVolumeClaim>;
export type ResourceQuota = KubernetesObject<input.core.v1.ResourceQuota>;
export type Service = KubernetesObject<input.core.v1.Service>;
export type ServiceAccount = KubernetesObject<input.core.v1.ServiceAccount>;
export type DaemonSet = KubernetesObject<input.apps.v1.DaemonSet>;
export type Deployment = KubernetesObject<input.apps.v1.Deployment>;
export type CronJob = KubernetesObject<input.batch.v1.CronJob>;
export type Job = KubernetesObject<input.batch.v1.Job>;
export type NetworkPolicy = KubernetesObject<input.networking.v1.NetworkPolicy>;
export type ClusterRole = KubernetesObject<input.rbac.v1.ClusterRole>;
export type ClusterRoleBinding = KubernetesObject<input.rbac.v1.ClusterRoleBinding>;
export type Role = KubernetesObject<input.rbac.v1.Role>;
export type RoleBinding = KubernetesObject<input.rbac.v1.RoleBinding>;
export type PodDisruptionBudget = KubernetesObject<input.policy.v1.PodDisruptionBudget>;
export type PriorityClass = KubernetesObject<input.scheduling.v1.PriorityClass>;
export type StorageClass = KubernetesObject<input.storage.v1.StorageClass>;

export type PodSpec = Plain<input.core.v1.PodSpec>;
export type Container = Plain<input.core.v1.Container>;
export type PodTemplate = Plain<input.core.v1.PodTemplateSpec>;
export type Toleration = Plain<input.core.v1.Toleration>;
export type LabelSelector = Plain<input.meta.v1.LabelSelector>;
export type NodeSelectorRequirement = Plain<input.core.v1.NodeSelectorRequirement>;
