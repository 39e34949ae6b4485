import type { Construct } from 'constructs';
import { boundedName } from '../catalog/name-limits';
import { BucketReplication } from '../constructs/storage/bucket-replication';
import { addAwsProvider } from '../constructs/substrate/aws-provider';
import { TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';
import type { RegionPlan } from '../planner/environment/region-plan';
import { copiedPrefixes } from './artifacts/storage-layout';
import type { ClusterOutputs, ClusterStack } from './cluster-stack';
import { known } from './known';
import { read } from './outputs';
import { prepareStack, stackName, stackTags } from './stack';

/**
 * Copies of models and checkpoints between the regions. It is a stack of its own because S3 wants both buckets
 * to exist before one replicates to the other, which two regional stacks cannot give each other.
 */
export class ReplicationStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment, clusters: readonly ClusterStack[]) {
    super(scope, stackName(environment, 'replication'));
    prepareStack(this, environment, 'replication', environment.primaryRegion);
    const outputs = new Map(clusters.map((cluster) => [cluster.region.name, read(this, cluster)]));

    for (const source of environment.regions.filter((region) => region.storage.replicateTo.length > 0)) {
      const provider =
        source.name === environment.primaryRegion
          ? undefined
          : addAwsProvider(this, {
              region: source.name,
              tags: stackTags(environment, 'replication'),
              alias: source.name,
            });
      const targets = environment.regions.filter((region) => source.storage.replicateTo.includes(region.name));
      for (const purpose of ['models', 'checkpoints'] as const) {
        new BucketReplication(this, `${source.name}-${purpose}`, {
          roleName: boundedName('iam-role', environment.prefix, source.code, 'replicate', purpose),
          sourceRegion: source.name,
          sourceBucketName: bucketOf(source, purpose),
          sourceKmsKeyArn: keyOf(outputs, source),
          destinations: targets.map((target) => ({
            region: target.name,
            bucketName: bucketOf(target, purpose),
            kmsKeyArn: keyOf(outputs, target),
            prefixes: copiedPrefixes(purpose, environment.training, source.name, target.name),
          })),
          ...(provider && { provider }),
        });
      }
    }
  }
}

function bucketOf({ storage }: RegionPlan, purpose: 'models' | 'checkpoints'): string {
  return purpose === 'models' ? storage.modelBucket : storage.checkpointBucket;
}

function keyOf(outputs: ReadonlyMap<string, ClusterOutputs>, region: RegionPlan): string {
  return known(outputs.get(region.name), `cluster in ${region.name}`).dataKeyArn;
}
