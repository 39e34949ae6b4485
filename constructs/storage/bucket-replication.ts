import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import {
  S3BucketReplicationConfigurationA,
  type S3BucketReplicationConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-replication-configuration';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { policyDocument, trustOf } from '../security/policy-document';
import type { TerraformProvider } from '../substrate/cdktf';
import { bucketArn } from './bucket-baseline';

/**
 * Minutes within which S3 Replication Time Control copies 99.99 % of the objects; S3 accepts no other number.
 * Source: Amazon S3 User Guide, "Meeting compliance requirements with S3 Replication Time Control", as of 2026-11.
 */
const replicationTimeMinutes = 15;

/** A bucket in another region that receives copies. */
export interface ReplicationDestination {
  /** Region of the bucket. */
  readonly region: string;
  /** Name of the bucket, which must be versioned. */
  readonly bucketName: string;
  /** Key in the same region that encrypts the copies. */
  readonly kmsKeyArn: string;
  /** What it gets: at least one prefix, such as `models/`; none may be the start of another. S3 prefixes have no wildcards. */
  readonly prefixes: readonly string[];
}

/** Inputs of a {@link BucketReplication}. */
export interface BucketReplicationProps {
  /** Name of the role that S3 assumes, unique in the account. */
  readonly roleName: string;
  /** Region of the source bucket. */
  readonly sourceRegion: string;
  /** Name of the source bucket, which must be versioned. */
  readonly sourceBucketName: string;
  /** Key that the objects of the source bucket are encrypted with. */
  readonly sourceKmsKeyArn: string;
  /** At least one bucket, each in a region of its own. */
  readonly destinations: readonly ReplicationDestination[];
  /** AWS provider for the region of the source bucket. @default the stack's own */
  readonly provider?: TerraformProvider;
}

/**
 * Copies new objects below some prefixes of a bucket to buckets in other regions, within 15 minutes and with metrics.
 * Objects that were there before need S3 Batch Replication.
 *
 * Deletions are not copied. The copy is what another region works with after a failover, and must survive a deletion,
 * by mistake or by a lifecycle rule, at the source; each bucket has lifecycle rules of its own.
 *
 * Two buckets may replicate to each other: S3 never replicates an object that is itself a replica, so nothing travels
 * in circles (Amazon S3 User Guide, "What does Amazon S3 replicate?", as of 2026-11). Changes to the metadata of a
 * replica would, by replica modification sync, which therefore stays off.
 */
export class BucketReplication extends Construct {
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);

    const target = props.provider === undefined ? {} : { provider: props.provider };
    const role = new IamRole(this, 'role', {
      name: boundedName('iam-role', props.roleName),
      description: `Lets Amazon S3 replicate ${props.sourceRegion} artifacts to other regions`,
      assumeRolePolicy: JSON.stringify(trustOf('s3.amazonaws.com')),
      ...target,
    });
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'replicate',
      role: role.name,
      policy: JSON.stringify(replicationPolicy(props)),
      ...target,
    });
    new S3BucketReplicationConfigurationA(this, 'configuration', {
      bucket: props.sourceBucketName,
      role: role.arn,
      rule: replicationRules(props),
      // An object that is written while the role lacks its permissions fails to replicate, and is not tried again.
      dependsOn: [policy],
      ...target,
    });
  }
}

/** One rule for each destination and prefix. S3 wants every rule to have a priority of its own. */
function replicationRules({ destinations }: BucketReplicationProps): S3BucketReplicationConfigurationRule[] {
  const pairs = destinations.flatMap((destination) => destination.prefixes.map((prefix) => ({ destination, prefix })));
  return pairs.map(({ destination, prefix }, index) => ({
    id: `${destination.region}:${prefix}`,
    priority: index + 1,
    status: 'Enabled',
    filter: { prefix },
    deleteMarkerReplication: { status: 'Disabled' },
    sourceSelectionCriteria: {
      sseKmsEncryptedObjects: { status: 'Enabled' },
      replicaModifications: { status: 'Disabled' },
    },
    destination: {
      bucket: bucketArn(destination.bucketName),
      encryptionConfiguration: { replicaKmsKeyId: destination.kmsKeyArn },
      replicationTime: { status: 'Enabled', time: { minutes: replicationTimeMinutes } },
      metrics: { status: 'Enabled', eventThreshold: { minutes: replicationTimeMinutes } },
    },
  }));
}

/**
 * Sources, as of 2026-11: Amazon S3 User Guide, "Setting up permissions for live replication" and "Replicating
 * encrypted objects". `s3:ReplicateDelete` is left out, since no deletions are copied.
 */
function replicationPolicy(props: BucketReplicationProps): object {
  const source = bucketArn(props.sourceBucketName);
  return policyDocument([
    {
      Sid: 'ReadSourceConfiguration',
      Effect: 'Allow',
      Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
      Resource: source,
    },
    {
      Sid: 'ReadSourceObjects',
      Effect: 'Allow',
      Action: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      Resource: parentsOf(props.destinations.flatMap(({ prefixes }) => prefixes)).map(
        (parent) => `${source}/${parent}/*`,
      ),
    },
    {
      Sid: 'DecryptSource',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: props.sourceKmsKeyArn,
      Condition: throughBucket(props.sourceRegion, props.sourceBucketName),
    },
    ...props.destinations.flatMap(destinationStatements),
  ]);
}

/** The first parts of prefixes: one prefix for each job could be more than a policy has room for. */
function parentsOf(prefixes: readonly string[]): string[] {
  return [...new Set(prefixes.map((prefix) => prefix.split('/')[0] ?? prefix))];
}

function destinationStatements(destination: ReplicationDestination): object[] {
  const suffix = destination.region.replaceAll('-', '');
  return [
    {
      Sid: `Write${suffix}`,
      Effect: 'Allow',
      Action: ['s3:ReplicateObject', 's3:ReplicateTags'],
      Resource: parentsOf(destination.prefixes).map((parent) => `${bucketArn(destination.bucketName)}/${parent}/*`),
    },
    {
      Sid: `Encrypt${suffix}`,
      Effect: 'Allow',
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: destination.kmsKeyArn,
      Condition: throughBucket(destination.region, destination.bucketName),
    },
  ];
}

/**
 * Only on behalf of S3 and only for one bucket. The encryption context is the ARN of the bucket where a bucket key is
 * in use, and the ARN of the object where it is not, as for objects written before the key was switched on.
 */
function throughBucket(region: string, bucketName: string): object {
  const arn = bucketArn(bucketName);
  return {
    StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    StringLike: { 'kms:EncryptionContext:aws:s3:arn': [arn, `${arn}/*`] },
  };
}
