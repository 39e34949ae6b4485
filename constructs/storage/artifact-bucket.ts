import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification';
import { Construct } from 'constructs';
import { accessLogFolders } from './access-log-bucket';
import { createBucket } from './bucket-baseline';

/** Days that a noncurrent version is kept, unless a lifecycle rule deletes it earlier. */
export const noncurrentVersionDays = 30;

/** How long objects below one prefix live. */
export interface ArtifactLifecycleRule {
  /** Name of the rule, unique in its bucket. */
  readonly id: string;
  /** Keys that the rule applies to, such as `runs/`. S3 prefixes have no wildcards. */
  readonly prefix: string;
  /** Days until an object is deleted. @default never */
  readonly expireAfterDays?: number;
  /** Days until a noncurrent version is deleted, at most {@link noncurrentVersionDays}. @default that many */
  readonly expireNoncurrentAfterDays?: number;
}

/** Inputs of an {@link ArtifactBucket}. */
export interface ArtifactBucketProps {
  /** Bucket name, unique in all of AWS. */
  readonly name: string;
  /** ARN of the KMS key for the objects, in the region of the bucket. */
  readonly kmsKeyArn: string;
  /** Makes Terraform refuse to destroy the bucket. Even without it a bucket must be empty before it can go. */
  readonly preventDestroy: boolean;
  /** Rules by prefix, in addition to the ones for every object. */
  readonly lifecycle: readonly ArtifactLifecycleRule[];
  /** Bucket in the same region that receives the server access logs. @default no access logs */
  readonly accessLogBucketName?: string;
}

/**
 * A bucket for models, datasets or checkpoints: private, versioned, encrypted with a KMS key, TLS only, with events
 * sent to EventBridge and, for every object, the end of abandoned uploads after 7 days and of noncurrent versions
 * after {@link noncurrentVersionDays} days.
 */
export class ArtifactBucket extends Construct {
  /** Name of the bucket. Who uses it waits until all settings of the bucket are in place. */
  readonly name: string;
  /** ARN of the bucket. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ArtifactBucketProps) {
    super(scope, id);

    const { bucket, settings } = createBucket(this, {
      name: props.name,
      kmsKeyArn: props.kmsKeyArn,
      preventDestroy: props.preventDestroy,
      forceDestroy: false,
      lifecycleRules: [housekeeping, ...props.lifecycle.map(lifecycleRule)],
      policyStatements: [],
    });
    if (props.accessLogBucketName !== undefined) {
      new S3BucketLoggingA(this, 'logging', {
        bucket: bucket.bucket,
        targetBucket: props.accessLogBucketName,
        targetPrefix: `${accessLogFolders.s3}/${props.name}/`,
      });
    }
    const notification = new S3BucketNotification(this, 'notification', {
      bucket: bucket.bucket,
      eventbridge: true,
      // FSx for Lustre enters its own notification when it imports from the bucket. S3 replaces all notifications of a
      // bucket at once, so without this the next apply would remove that one and stop the import.
      lifecycle: { ignoreChanges: ['lambda_function', 'queue', 'topic'] },
      dependsOn: [...settings],
    });

    this.name = notification.bucket;
    this.arn = bucket.arn;
  }
}

const housekeeping: S3BucketLifecycleConfigurationRule = {
  id: 'housekeeping',
  status: 'Enabled',
  filter: [{}],
  abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
  noncurrentVersionExpiration: [{ noncurrentDays: noncurrentVersionDays }],
  // What remains of a deleted object after its last version has gone.
  expiration: [{ expiredObjectDeleteMarker: true }],
};

function lifecycleRule(rule: ArtifactLifecycleRule): S3BucketLifecycleConfigurationRule {
  const { expireAfterDays, expireNoncurrentAfterDays } = rule;
  if ((expireNoncurrentAfterDays ?? 0) > noncurrentVersionDays) {
    throw new Error(
      `Lifecycle rule ${rule.id}: noncurrent versions are deleted after ${noncurrentVersionDays} days already, got ${expireNoncurrentAfterDays}`,
    );
  }
  return {
    id: rule.id,
    status: 'Enabled',
    filter: [{ prefix: rule.prefix }],
    ...(expireAfterDays !== undefined && { expiration: [{ days: expireAfterDays }] }),
    ...(expireNoncurrentAfterDays !== undefined && {
      noncurrentVersionExpiration: [{ noncurrentDays: expireNoncurrentAfterDays }],
    }),
  };
}
