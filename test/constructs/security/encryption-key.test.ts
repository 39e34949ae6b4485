import { EncryptionKey, type EncryptionKeyProps } from '../../../constructs/security/encryption-key';
import { TerraformOutput } from '../../../constructs/substrate/cdktf';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const minimal: EncryptionKeyProps = {
  name: 'chat-assistant-prod-use1-logs',
  description: 'Log groups of chat-assistant-prod in use1',
  accountId: '111122223333',
  region: 'us-east-1',
  services: [],
};

const synthesizeKey = (props: Partial<EncryptionKeyProps> = {}) =>
  synthesize((stack) => {
    new EncryptionKey(stack, 'logs', { ...minimal, ...props });
  });

interface Statement {
  readonly Sid: string;
  readonly Principal: Record<string, string>;
  readonly Action: string | string[];
  readonly Condition?: Record<string, Record<string, string>>;
}

function statements(result: Synthesized): Statement[] {
  const policy = JSON.parse(String(result.resource('aws_kms_key')['policy'])) as { Statement: Statement[] };
  return policy.Statement;
}

describe('EncryptionKey', () => {
  it('rotates, waits 30 days before deletion and says what it is for', () => {
    expect(synthesizeKey().resource('aws_kms_key')).toMatchObject({
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      description: 'Log groups of chat-assistant-prod in use1',
    });
  });

  it('gets an alias of its name', () => {
    expect(synthesizeKey().resource('aws_kms_alias')).toEqual({
      name: 'alias/chat-assistant-prod-use1-logs',
      target_key_id: '${aws_kms_key.logs_key_277A46BC.key_id}',
    });
  });

  it('keeps an alias within the 256 characters of KMS', () => {
    const name = String(synthesizeKey({ name: 'a'.repeat(300) }).resource('aws_kms_alias')['name']);
    expect(name).toHaveLength(256);
  });

  it('allows only the account without services', () => {
    expect(statements(synthesizeKey())).toEqual([
      {
        Sid: 'Account',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'kms:*',
        Resource: '*',
      },
    ]);
  });

  it('lets CloudWatch Logs of the region use the key for log groups of the account', () => {
    expect(statements(synthesizeKey({ services: ['logs'] }))[1]).toEqual({
      Sid: 'CloudWatchLogs',
      Effect: 'Allow',
      Principal: { Service: 'logs.us-east-1.amazonaws.com' },
      Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:111122223333:*' } },
    });
  });

  it('lets alarms of the account publish to topics under the key', () => {
    expect(statements(synthesizeKey({ services: ['cloudwatch-alarms'] }))[1]).toMatchObject({
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
  });

  it('lets file systems of the account, and nobody else, use the key through S3', () => {
    expect(statements(synthesizeKey({ services: ['lustre-s3'] }))[1]).toMatchObject({
      Principal: { AWS: '*' },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Condition: {
        StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        ArnLike: {
          'aws:PrincipalArn':
            'arn:aws:iam::111122223333:role/aws-service-role/s3.data-source.lustre.fsx.amazonaws.com/AWSServiceRoleForFSxS3Access_*',
        },
      },
    });
  });

  it('adds one statement for each service, in the order given', () => {
    const all = statements(synthesizeKey({ services: ['lustre-s3', 'logs', 'cloudwatch-alarms'] }));
    expect(all.map(({ Sid }) => Sid)).toEqual([
      'Account',
      'LustreDataRepositories',
      'CloudWatchLogs',
      'CloudWatchAlarms',
    ]);
  });

  itWithTerraform(
    'is accepted by Terraform with every service',
    () => {
      const result = synthesize((stack) => {
        const key = new EncryptionKey(stack, 'all', {
          ...minimal,
          services: ['logs', 'cloudwatch-alarms', 'lustre-s3'],
        });
        new TerraformOutput(stack, 'out', { value: key.arn });
      });
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
