import type { Construct } from 'constructs';
import type { GpuCluster } from '../../constructs/gpu-cluster';
import { EncryptionKey } from '../../constructs/security/encryption-key';
import { AccessLogBucket } from '../../constructs/storage/access-log-bucket';
import { ArtifactBucket } from '../../constructs/storage/artifact-bucket';
import { ImageRegistry } from '../../constructs/storage/image-registry';
import { LustreFileSystem } from '../../constructs/storage/lustre-file-system';
import { wholeDays } from '../../schemas/duration';
import { layout } from '../artifacts/storage-layout';
import { untaggedImageDays } from '../global-stack';
import { known } from '../known';
import type { ClusterBase } from './cluster-base';

/** How long access logs of buckets and load balancers are kept. */
const accessLogDays = 365;

/** Where a region keeps models, checkpoints, images and access logs. */
export interface Stores {
  /** Key of all but the access logs. */
  readonly key: EncryptionKey;
  readonly accessLogs: AccessLogBucket;
  readonly models: ArtifactBucket;
  readonly checkpoints: ArtifactBucket;
  readonly fileSystem: FileSystemOutputs;
}

/** Id, DNS name and mount name of the file system; empty without one. */
export type FileSystemOutputs = Readonly<Partial<Record<'id' | 'dnsName' | 'mountName', string>>>;

export function createStores(scope: Construct, base: ClusterBase, cluster: GpuCluster): Stores {
  const { environment, region, accountId } = base;
  const { storage } = region;
  const preventDestroy = region.cluster.deletionProtection;
  const key = new EncryptionKey(scope, 'data-key', {
    name: `${region.cluster.name}-data`,
    description: `Models and checkpoints of ${region.cluster.name}`,
    accountId,
    region: region.name,
    services: storage.lustre ? ['lustre-s3'] : [],
  });
  const accessLogs = new AccessLogBucket(scope, 'access-logs', {
    name: storage.accessLogBucket,
    accountId,
    region: region.name,
    expireAfterDays: accessLogDays,
    preventDestroy,
  });
  const artifacts = { kmsKeyArn: key.arn, preventDestroy, accessLogBucketName: accessLogs.name };
  const models = new ArtifactBucket(scope, 'models', { ...artifacts, name: storage.modelBucket, lifecycle: [] });
  const checkpoints = new ArtifactBucket(scope, 'checkpoints', {
    ...artifacts,
    name: storage.checkpointBucket,
    lifecycle: [{ id: 'runs', prefix: layout.runs, expireAfterDays: wholeDays(storage.checkpointRetention) }],
  });
  const fileSystem = createFileSystem(scope, base, cluster, key, checkpoints);
  // Copies of images would otherwise land in repositories that ECR makes by itself: mutable and never scanned.
  if (environment.registry.replicaRegions.includes(region.name)) {
    new ImageRegistry(scope, 'images', {
      repositoryNames: environment.registry.repositories,
      kmsKeyArn: key.arn,
      expireUntaggedAfterDays: untaggedImageDays,
    });
  }
  return { key, accessLogs, models, checkpoints, fileSystem };
}

/** A file system for checkpoints, which mirrors those of the bucket. */
function createFileSystem(
  scope: Construct,
  { region, network }: ClusterBase,
  cluster: GpuCluster,
  key: EncryptionKey,
  bucket: ArtifactBucket,
): FileSystemOutputs {
  const plan = region.storage.lustre;
  if (plan === undefined) return {};
  const { id, dnsName, mountName } = new LustreFileSystem(scope, 'lustre', {
    name: region.cluster.name,
    vpcId: network.vpcId,
    subnetId: known(network.privateSubnetIds[plan.zone], `subnet in ${plan.zone}`),
    clientSecurityGroupId: cluster.clusterSecurityGroupId,
    capacityGiB: plan.capacityGib,
    throughputPerTiB: plan.throughput,
    kmsKeyArn: key.arn,
    checkpoints: { bucketName: bucket.name, prefix: layout.runs, path: '/runs' },
    preventDestroy: region.cluster.deletionProtection,
  });
  return { id, dnsName, mountName };
}
