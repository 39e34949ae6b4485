import { AccessLogBucket } from '../../../constructs/storage/access-log-bucket';
import { TerraformOutput } from '../../../constructs/substrate/cdktf';
import { type Synthesized, synthesize } from '../../support/synthesize';

function accessLogBucket(preventDestroy = false): Synthesized {
  return synthesize((stack) => {
    new AccessLogBucket(stack, 'logs', {
      name: 'ninefold-logs',
      accountId: '111122223333',
      region: 'eu-west-1',
      expireAfterDays: 90,
      preventDestroy,
    });
  });
}

interface Statement {
  readonly Sid: string;
}

function statement(sid: string): Statement | undefined {
  const policy = JSON.parse(String(accessLogBucket().resource('aws_s3_bucket_policy')['policy']));
  return (policy.Statement as Statement[]).find((s) => s.Sid === sid);
}

// `terraform validate` runs on this bucket in the test of ArtifactBucket, which logs to it.
describe('AccessLogBucket', () => {
  it('is encrypted with keys of S3, which log delivery requires', () => {
    expect(accessLogBucket().resource('aws_s3_bucket_server_side_encryption_configuration')['rule']).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
  });

  it('lets S3 of the same account write server access logs to their folder', () => {
    expect(statement('S3ServerAccessLogs')).toEqual({
      Sid: 'S3ServerAccessLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::ninefold-logs/s3/*',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
  });

  it('lets load balancers of the same account and region write access logs to their folder', () => {
    const ArnLike = { 'aws:SourceArn': 'arn:aws:logs:eu-west-1:111122223333:*' };
    expect(statement('LoadBalancerLogs')).toEqual({
      Sid: 'LoadBalancerLogs',
      Effect: 'Allow',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::ninefold-logs/nlb/AWSLogs/111122223333/*',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333', 's3:x-amz-acl': 'bucket-owner-full-control' },
        ArnLike,
      },
    });
    expect(statement('LoadBalancerLogsAclCheck')).toMatchObject({
      Action: 's3:GetBucketAcl',
      Resource: 'arn:aws:s3:::ninefold-logs',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' }, ArnLike },
    });
  });

  it('refuses every request without TLS', () => {
    expect(statement('DenyInsecureTransport')).toMatchObject({ Effect: 'Deny', Principal: '*', Action: 's3:*' });
  });

  it('expires logs, and keeps no log of itself', () => {
    const result = accessLogBucket();
    expect(result.resource('aws_s3_bucket_lifecycle_configuration')['rule']).toMatchObject([
      { filter: [{}], expiration: [{ days: 90 }], noncurrent_version_expiration: [{ noncurrent_days: 7 }] },
    ]);
    expect(result.resources('aws_s3_bucket_logging')).toEqual({});
  });

  it('is destroyed with its logs, unless it is protected', () => {
    expect(accessLogBucket(false).resource('aws_s3_bucket')).toMatchObject({
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
    expect(accessLogBucket(true).resource('aws_s3_bucket')).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('gives its name to others only after its policy', () => {
    const result = synthesize((stack) => {
      const props = { name: 'ninefold-logs', accountId: '111122223333', region: 'eu-west-1', expireAfterDays: 90 };
      const bucket = new AccessLogBucket(stack, 'logs', { ...props, preventDestroy: false });
      new TerraformOutput(stack, 'name', { value: bucket.name });
    });
    expect(result.json['output']).toMatchObject({
      name: { value: expect.stringMatching(/^\$\{aws_s3_bucket_policy\.[^.]+\.bucket\}$/) },
    });
  });
});
