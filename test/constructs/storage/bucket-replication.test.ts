import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { BucketReplication, type BucketReplicationProps } from '../../../constructs/storage/bucket-replication';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const key = (region: string) => `arn:aws:kms:${region}:111122223333:key/0f0e0d0c-0000-0000-0000-000000000000`;

const props: BucketReplicationProps = {
  roleName: 'chat-replicate-use1',
  sourceRegion: 'us-east-1',
  sourceBucketName: 'models-use1',
  sourceKmsKeyArn: key('us-east-1'),
  destinations: [
    { region: 'us-west-2', bucketName: 'models-usw2', kmsKeyArn: key('us-west-2'), prefixes: ['models/', 'final/'] },
    { region: 'eu-west-1', bucketName: 'models-euw1', kmsKeyArn: key('eu-west-1'), prefixes: ['models/', 'final/'] },
  ],
};

function replication(): Synthesized {
  return synthesize((stack) => {
    new BucketReplication(stack, 'replication', props);
  });
}

interface Statement {
  readonly Sid: string;
}

function statement(sid: string): Statement | undefined {
  const policy = JSON.parse(String(replication().resource('aws_iam_role_policy')['policy']));
  return (policy.Statement as Statement[]).find((s) => s.Sid === sid);
}

describe('BucketReplication', () => {
  it('has one rule for each destination and prefix, each with a priority of its own', () => {
    const rules = replication().resource('aws_s3_bucket_replication_configuration')['rule'] as unknown[];
    expect(rules).toMatchObject([
      { id: 'us-west-2:models/', priority: 1, filter: { prefix: 'models/' } },
      { id: 'us-west-2:final/', priority: 2, filter: { prefix: 'final/' } },
      { id: 'eu-west-1:models/', priority: 3, filter: { prefix: 'models/' } },
      { id: 'eu-west-1:final/', priority: 4, filter: { prefix: 'final/' } },
    ]);
    expect(rules[0]).toEqual({
      id: 'us-west-2:models/',
      priority: 1,
      status: 'Enabled',
      filter: { prefix: 'models/' },
      delete_marker_replication: { status: 'Disabled' },
      source_selection_criteria: {
        replica_modifications: { status: 'Disabled' },
        sse_kms_encrypted_objects: { status: 'Enabled' },
      },
      destination: {
        bucket: 'arn:aws:s3:::models-usw2',
        encryption_configuration: { replica_kms_key_id: key('us-west-2') },
        metrics: { status: 'Enabled', event_threshold: { minutes: 15 } },
        replication_time: { status: 'Enabled', time: { minutes: 15 } },
      },
    });
  });

  it('lets the role read only the replicated prefixes, and decrypt only through the source bucket', () => {
    expect(statement('ReadSourceObjects')).toMatchObject({
      Resource: ['arn:aws:s3:::models-use1/models/*', 'arn:aws:s3:::models-use1/final/*'],
    });
    expect(statement('DecryptSource')).toEqual({
      Sid: 'DecryptSource',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: key('us-east-1'),
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::models-use1', 'arn:aws:s3:::models-use1/*'] },
      },
    });
  });

  it('lets the role write and encrypt, but not delete, at each destination', () => {
    expect(statement('Writeuswest2')).toMatchObject({
      Action: ['s3:ReplicateObject', 's3:ReplicateTags'],
      Resource: ['arn:aws:s3:::models-usw2/models/*', 'arn:aws:s3:::models-usw2/final/*'],
    });
    expect(statement('Encrypteuwest1')).toMatchObject({
      Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
      Resource: key('eu-west-1'),
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
    });
    expect(replication().resource('aws_iam_role_policy')['policy']).not.toContain('ReplicateDelete');
  });

  it('starts to replicate only when the role has its permissions', () => {
    expect(replication().resource('aws_s3_bucket_replication_configuration')['depends_on']).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\./),
    ]);
  });

  itWithTerraform(
    'is accepted by Terraform with a provider for the region of the source',
    () => {
      const result = synthesize((stack) => {
        const provider = new AwsProvider(stack, 'aws-use1', { region: 'us-east-1', alias: 'use1' });
        new BucketReplication(stack, 'replication', { ...props, provider });
      });
      expect(result.resource('aws_s3_bucket_replication_configuration')['provider']).toBe('aws.use1');
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
