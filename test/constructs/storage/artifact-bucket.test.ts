import { AccessLogBucket } from '../../../constructs/storage/access-log-bucket';
import { ArtifactBucket, type ArtifactBucketProps } from '../../../constructs/storage/artifact-bucket';
import { TerraformOutput } from '../../../constructs/substrate/cdktf';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const kmsKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/0f0e0d0c-0000-0000-0000-000000000000';

function artifactBucket(props: Partial<ArtifactBucketProps> = {}): Synthesized {
  return synthesize((stack) => {
    new ArtifactBucket(stack, 'models', {
      name: 'ninefold-models-us-east-1',
      kmsKeyArn,
      preventDestroy: true,
      lifecycle: [],
      ...props,
    });
  });
}

describe('ArtifactBucket', () => {
  it('is private, versioned and encrypted with the given key', () => {
    const result = artifactBucket();
    expect(result.resource('aws_s3_bucket')).toMatchObject({
      bucket: 'ninefold-models-us-east-1',
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(result.resource('aws_s3_bucket_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(result.resource('aws_s3_bucket_ownership_controls')).toMatchObject({
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
    expect(result.resource('aws_s3_bucket_versioning')).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
    expect(result.resource('aws_s3_bucket_server_side_encryption_configuration')).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: kmsKeyArn },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  it('refuses every request without TLS', () => {
    const policy = JSON.parse(String(artifactBucket().resource('aws_s3_bucket_policy')['policy']));
    expect(policy.Statement).toEqual([
      {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::ninefold-models-us-east-1', 'arn:aws:s3:::ninefold-models-us-east-1/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('ends abandoned uploads and old versions of every object, and applies the given rules by prefix', () => {
    const result = artifactBucket({
      lifecycle: [
        { id: 'runs', prefix: 'runs/', expireAfterDays: 14, expireNoncurrentAfterDays: 7 },
        { id: 'scratch', prefix: 'scratch/', expireAfterDays: 1 },
      ],
    });
    expect(result.resource('aws_s3_bucket_lifecycle_configuration')['rule']).toEqual([
      {
        id: 'housekeeping',
        status: 'Enabled',
        filter: [{}],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        expiration: [{ expired_object_delete_marker: true }],
      },
      {
        id: 'runs',
        status: 'Enabled',
        filter: [{ prefix: 'runs/' }],
        expiration: [{ days: 14 }],
        noncurrent_version_expiration: [{ noncurrent_days: 7 }],
      },
      { id: 'scratch', status: 'Enabled', filter: [{ prefix: 'scratch/' }], expiration: [{ days: 1 }] },
    ]);
  });

  it('fails when a rule would keep noncurrent versions for longer than the rule for every object', () => {
    const lifecycle = [{ id: 'runs', prefix: 'runs/', expireNoncurrentAfterDays: 60 }];
    expect(() => artifactBucket({ lifecycle })).toThrow(
      'Lifecycle rule runs: noncurrent versions are deleted after 30 days already, got 60',
    );
  });

  it('changes access settings one after the other, and versioning before the lifecycle', () => {
    const result = artifactBucket();
    const dependencies = (type: string) => result.resource(type)['depends_on'];
    expect(dependencies('aws_s3_bucket_policy')).toEqual([
      expect.stringMatching(/^aws_s3_bucket_public_access_block\./),
    ]);
    expect(dependencies('aws_s3_bucket_ownership_controls')).toEqual([
      expect.stringMatching(/^aws_s3_bucket_policy\./),
    ]);
    expect(dependencies('aws_s3_bucket_lifecycle_configuration')).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\./),
    ]);
  });

  it('sends events to EventBridge and leaves the notifications that FSx enters alone', () => {
    expect(artifactBucket().resource('aws_s3_bucket_notification')).toMatchObject({
      eventbridge: true,
      lifecycle: { ignore_changes: ['lambda_function', 'queue', 'topic'] },
    });
  });

  it('gives its name to others only after all its settings', () => {
    const result = synthesize((stack) => {
      const props = { name: 'ninefold-models', kmsKeyArn, preventDestroy: false, lifecycle: [] };
      const bucket = new ArtifactBucket(stack, 'models', props);
      new TerraformOutput(stack, 'name', { value: bucket.name });
    });
    expect(result.json['output']).toMatchObject({
      name: { value: expect.stringMatching(/^\$\{aws_s3_bucket_notification\.[^.]+\.bucket\}$/) },
    });
    const settings = (result.resource('aws_s3_bucket_notification')['depends_on'] as string[]).map(
      (address) => address.split('.')[0],
    );
    expect(settings.sort()).toEqual([
      'aws_s3_bucket_lifecycle_configuration',
      'aws_s3_bucket_ownership_controls',
      'aws_s3_bucket_policy',
      'aws_s3_bucket_server_side_encryption_configuration',
    ]);
  });

  it('keeps no access logs by default, and logs to a folder of its own when told where', () => {
    expect(artifactBucket().resources('aws_s3_bucket_logging')).toEqual({});
    expect(artifactBucket({ accessLogBucketName: 'ninefold-logs' }).resource('aws_s3_bucket_logging')).toMatchObject({
      target_bucket: 'ninefold-logs',
      target_prefix: 's3/ninefold-models-us-east-1/',
    });
  });

  itWithTerraform(
    'is accepted by Terraform',
    () => {
      const result = synthesize((stack) => {
        const logs = new AccessLogBucket(stack, 'logs', {
          name: 'ninefold-logs-us-east-1',
          accountId: '111122223333',
          region: 'us-east-1',
          expireAfterDays: 90,
          preventDestroy: false,
        });
        new ArtifactBucket(stack, 'checkpoints', {
          name: 'ninefold-ckpt-us-east-1',
          kmsKeyArn,
          preventDestroy: true,
          lifecycle: [{ id: 'runs', prefix: 'runs/', expireAfterDays: 14, expireNoncurrentAfterDays: 7 }],
          accessLogBucketName: logs.name,
        });
      });
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
