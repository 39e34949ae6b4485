import { Construct } from 'constructs';
import { bucketArn, createBucket } from './bucket-baseline';

/** First folder of each kind of log. The bucket policy allows each service only its own folder. */
export const accessLogFolders = { s3: 's3', loadBalancer: 'nlb' } as const;

/** Inputs of an {@link AccessLogBucket}. */
export interface AccessLogBucketProps {
  /** Bucket name, unique in all of AWS. */
  readonly name: string;
  /** Account whose buckets and load balancers may log here: its id, or a reference to it. */
  readonly accountId: string;
  /** Region of the bucket. S3 and load balancers deliver logs only to a bucket in their own region. */
  readonly region: string;
  /** Days until a log is deleted. */
  readonly expireAfterDays: number;
  /**
   * Makes Terraform refuse to destroy the bucket. Without it the logs go with the bucket, because the deletion of the
   * other resources keeps writing new ones, so that an emptied bucket does not stay empty.
   */
  readonly preventDestroy: boolean;
}

/**
 * The bucket of one region that receives server access logs of S3 buckets and access logs of Network Load Balancers.
 *
 * It is encrypted with SSE-S3: S3 server access logging supports no KMS key on the receiving bucket's default
 * encryption (Amazon S3 User Guide, "Enabling Amazon S3 server access logging", as of 2026-11). It keeps no access log
 * of itself, which would feed on its own writes.
 */
export class AccessLogBucket extends Construct {
  /** Name of the bucket. Who uses it waits for the bucket policy, without which log delivery is refused. */
  readonly name: string;
  /** ARN of the bucket. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);

    const { bucket, policy } = createBucket(this, {
      name: props.name,
      preventDestroy: props.preventDestroy,
      forceDestroy: !props.preventDestroy,
      lifecycleRules: [
        {
          id: 'expire-logs',
          status: 'Enabled',
          filter: [{}],
          expiration: [{ days: props.expireAfterDays }],
          // Logs are written once: a noncurrent version exists only because a log was expired or deleted.
          noncurrentVersionExpiration: [{ noncurrentDays: 7 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      policyStatements: deliveryStatements(props),
    });

    this.name = policy.bucket;
    this.arn = bucket.arn;
  }
}

/**
 * Lets the log services of one account write.
 *
 * Sources, as of 2026-11: Amazon S3 User Guide, "Enabling Amazon S3 server access logging"; Elastic Load Balancing,
 * "Enable access logs for your Network Load Balancer" (Network Load Balancers deliver through the vended-logs service,
 * unlike Application Load Balancers).
 */
function deliveryStatements({ name, accountId, region }: AccessLogBucketProps): object[] {
  const arn = bucketArn(name);
  const vendedLogs = { Service: 'delivery.logs.amazonaws.com' };
  const fromLogs = { 'aws:SourceArn': `arn:aws:logs:${region}:${accountId}:*` };
  return [
    {
      Sid: 'S3ServerAccessLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${arn}/${accessLogFolders.s3}/*`,
      Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
    },
    {
      Sid: 'LoadBalancerLogsAclCheck',
      Effect: 'Allow',
      Principal: vendedLogs,
      Action: 's3:GetBucketAcl',
      Resource: arn,
      Condition: { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: fromLogs },
    },
    {
      Sid: 'LoadBalancerLogs',
      Effect: 'Allow',
      Principal: vendedLogs,
      Action: 's3:PutObject',
      Resource: `${arn}/${accessLogFolders.loadBalancer}/AWSLogs/${accountId}/*`,
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId, 's3:x-amz-acl': 'bucket-owner-full-control' },
        ArnLike: fromLogs,
      },
    },
  ];
}
