/**
 * Ninefold's constructs for other programs: `import { GpuCluster, … } from 'ninefold/constructs'`. What is not exported
 * here may change in every version. docs/library.md shows a whole program.
 */

export type { Accelerator, AcceleratorVendor } from './cluster/node-pools/accelerator';
export type { Capacity } from './cluster/node-pools/capacity';
export { EfaSecurityGroup, type EfaSecurityGroupProps } from './cluster/node-pools/efa-security-group';
export { GpuPool, type GpuPoolProps, type PoolEfa } from './cluster/node-pools/gpu-pool';
export { NodeRole, type NodeRoleProps } from './cluster/node-pools/node-role';
export { PodIdentityRole, type PodIdentityRoleProps } from './cluster/pod-identity-role';
export { DrainSwitch, type DrainSwitchProps } from './dns/drain-switch';
export {
  type AliasRecord,
  type CnameRecord,
  type FailoverRecord,
  FailoverRecords,
  type FailoverRecordsProps,
  type RecordRouting,
} from './dns/failover-records';
export { RegionHealthCheck, type RegionHealthCheckProps, type RegionProbe } from './dns/region-health-check';
export { RegionalCertificate, type RegionalCertificateProps } from './dns/regional-certificate';
export { RegionalRecord, type RegionalRecordProps } from './dns/regional-record';
export {
  GpuCluster,
  type GpuClusterNetwork,
  type GpuClusterProps,
  type GpuNodes,
  type SystemNodes,
} from './gpu-cluster';
export { EngineIdentity, type EngineIdentityProps } from './inference/engine-identity';
export {
  type GatewayEntry,
  InferenceService,
  type InferenceServiceProps,
  InferenceServices,
  type InferenceServicesProps,
} from './inference/inference-services';
export { RegionalEndpoint, type RegionalEndpointProps } from './inference/regional-endpoint';
export type {
  Canary,
  EngineCommand,
  EngineVersion,
  PodResources,
  ScalingSignal,
  ServedService,
} from './inference/served-service';
export { ChartRelease, type ChartReleaseProps } from './kubernetes/chart-release';
export type { GitOps } from './kubernetes/git-ops';
export { addHelmProvider, type HelmProviderProps } from './kubernetes/helm-provider';
export type { Manifest, Metadata } from './kubernetes/manifest';
export { ManifestRelease, type ManifestReleaseProps } from './kubernetes/manifest-release';
export { type PulumiModule, renderPulumiComponents } from './kubernetes/pulumi-components';
export { ModelFetchIdentity, type ModelFetchIdentityProps } from './models/model-fetch-identity';
export type { WeightsProps } from './models/weights';
export { RegionMonitoring, type RegionMonitoringProps } from './monitoring/region-monitoring';
export { RegionNetwork, type RegionNetworkProps } from './network/region-network';
export type { NetworkZone } from './network/zone-subnets';
export { Platform, type PlatformProps } from './platform/platform';
export { EncryptionKey, type EncryptionKeyProps, type KeyService } from './security/encryption-key';
export { ArtifactBucket, type ArtifactBucketProps } from './storage/artifact-bucket';
export { type AwsProviderProps, addAwsProvider } from './substrate/aws-provider';
export { type ArtifactAccess, TrainingIdentity, type TrainingIdentityProps } from './training/training-identity';
export { trainingJob } from './training/training-job';
export {
  type CheckpointProps,
  type RolloutProps,
  type TrainingJobProps,
  type TrainingResources,
  type TrainingRun,
  trainingNamespace,
} from './training/training-props';
export { trainingRun } from './training/training-run';
export { trainingScripts } from './training/training-scripts';
