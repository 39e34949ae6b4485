import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { Construct } from 'constructs';
import { deniedWithoutTls, policyDocument } from '../security/policy-document';
import type { TerraformResource } from '../substrate/cdktf';

/** What tells one bucket from another; the rest is the same for every bucket of Ninefold. */
export interface BucketBaselineProps {
  /** Bucket name, unique in all of AWS. */
  readonly name: string;
  /** KMS key for SSE-KMS with a bucket key. @default SSE-S3 */
  readonly kmsKeyArn?: string;
  /** Makes Terraform refuse to destroy or replace the bucket. */
  readonly preventDestroy: boolean;
  /** Deletes what is in the bucket together with it. */
  readonly forceDestroy: boolean;
  /** Lifecycle rules; each needs a `filter`. */
  readonly lifecycleRules: readonly S3BucketLifecycleConfigurationRule[];
  /** Statements of the bucket policy besides the one that demands TLS. */
  readonly policyStatements: readonly object[];
}

/** A bucket and the resources that configure it. */
export interface BucketBaseline {
  readonly bucket: S3Bucket;
  readonly policy: S3BucketPolicy;
  /** Everything that must be in place before the bucket is used. */
  readonly settings: readonly TerraformResource[];
}

/**
 * Creates a private, versioned, encrypted bucket whose policy demands TLS.
 *
 * S3 answers two changes of a bucket's access settings at the same time with "A conflicting conditional operation is
 * currently in progress", so these follow one another: public access, policy, ownership. Lifecycle rules for
 * noncurrent versions need versioning first.
 */
export function createBucket(scope: Construct, props: BucketBaselineProps): BucketBaseline {
  const bucket = new S3Bucket(scope, 'bucket', {
    bucket: props.name,
    forceDestroy: props.forceDestroy,
    lifecycle: { preventDestroy: props.preventDestroy },
  });
  const publicAccess = new S3BucketPublicAccessBlock(scope, 'public-access', {
    bucket: bucket.bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const policy = new S3BucketPolicy(scope, 'policy', {
    bucket: bucket.bucket,
    policy: JSON.stringify(bucketPolicy(props)),
    dependsOn: [publicAccess],
  });
  const ownership = new S3BucketOwnershipControls(scope, 'ownership', {
    bucket: bucket.bucket,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
    dependsOn: [policy],
  });
  const encryption = new S3BucketServerSideEncryptionConfigurationA(scope, 'encryption', {
    bucket: bucket.bucket,
    rule: [encryptionRule(props.kmsKeyArn)],
  });
  const versioning = new S3BucketVersioningA(scope, 'versioning', {
    bucket: bucket.bucket,
    versioningConfiguration: { status: 'Enabled' },
  });
  const lifecycle = new S3BucketLifecycleConfiguration(scope, 'lifecycle', {
    bucket: bucket.bucket,
    rule: [...props.lifecycleRules],
    dependsOn: [versioning],
  });
  return { bucket, policy, settings: [policy, ownership, encryption, lifecycle] };
}

/** ARN of a bucket; S3 bucket ARNs name neither account nor region. */
export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

function encryptionRule(kmsKeyArn: string | undefined) {
  if (kmsKeyArn === undefined) return { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } };
  return {
    applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: kmsKeyArn },
    // S3 keeps a key for the bucket for a while, instead of asking KMS for every shard of a checkpoint.
    bucketKeyEnabled: true,
  };
}

function bucketPolicy({ name, policyStatements }: Pick<BucketBaselineProps, 'name' | 'policyStatements'>): object {
  const arn = bucketArn(name);
  return policyDocument([deniedWithoutTls('s3:*', [arn, `${arn}/*`]), ...policyStatements]);
}
