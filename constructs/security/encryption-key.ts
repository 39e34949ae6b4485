import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { policyDocument } from './policy-document';

/** An AWS service that uses the key in its own name, and therefore needs a statement in the key policy. */
export type KeyService =
  /** CloudWatch Logs, for log groups under the key. */
  | 'logs'
  /** CloudWatch alarms that publish to an SNS topic under the key. */
  | 'cloudwatch-alarms'
  /** FSx for Lustre file systems that are linked to an S3 bucket under the key. */
  | 'lustre-s3';

/** Inputs of an {@link EncryptionKey}. */
export interface EncryptionKeyProps {
  /** Alias without its `alias/` prefix; unique in the account and region. */
  readonly name: string;
  /** What the key protects, for the console. */
  readonly description: string;
  /** Account that owns the key: its id, or a reference to it (one `DataAwsCallerIdentity` per stack). */
  readonly accountId: string;
  /** Region of the key, which is also the region of the services that use it. */
  readonly region: string;
  /**
   * Services that use the key in their own name. Empty for what acts for a role of the account, such as EKS for its
   * cluster role or S3 for its callers: the IAM policy of such a role is enough, as the key policy delegates to IAM.
   */
  readonly services: readonly KeyService[];
}

/**
 * A customer-managed symmetric KMS key with an alias, yearly rotation and an explicit key policy: full access for the
 * account, so that IAM policies can grant the rest, and one statement for each service. A key that is destroyed can be
 * brought back for 30 days.
 */
export class EncryptionKey extends Construct {
  /** ARN of the key. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);

    const key = new KmsKey(this, 'key', {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: JSON.stringify(keyPolicy(props)),
    });
    new KmsAlias(this, 'alias', {
      name: `alias/${boundedName('kms-alias', props.name)}`,
      targetKeyId: key.keyId,
    });

    this.arn = key.arn;
  }
}

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Resource: '*';
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

type Owner = Pick<EncryptionKeyProps, 'accountId' | 'region'>;

/**
 * What each service may do with the key. In a key policy `Resource: '*'` means the key itself.
 *
 * Sources, as of 2026-11:
 * - logs: CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS". The principal is regional.
 * - cloudwatch-alarms, for alarms that publish to an encrypted topic: Amazon SNS Developer Guide, "Enable compatibility
 *   between event sources from AWS services and encrypted topics".
 * - lustre-s3: Amazon FSx for Lustre User Guide, "Working with server-side encrypted Amazon S3 buckets". Each file
 *   system gets a service-linked role that doesn't exist before it, and KMS refuses a policy that names a missing role.
 *   So the conditions identify the role, and the principal stays open.
 */
const serviceStatements: Readonly<Record<KeyService, (owner: Owner) => Statement>> = {
  logs: ({ accountId, region }) => ({
    Sid: 'CloudWatchLogs',
    Effect: 'Allow',
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    Resource: '*',
    Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${accountId}:*` } },
  }),
  'cloudwatch-alarms': ({ accountId }) => ({
    Sid: 'CloudWatchAlarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  }),
  'lustre-s3': ({ accountId, region }) => ({
    Sid: 'LustreDataRepositories',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    Resource: '*',
    Condition: {
      StringEquals: { 'kms:CallerAccount': accountId, 'kms:ViaService': `s3.${region}.amazonaws.com` },
      ArnLike: {
        'aws:PrincipalArn': `arn:aws:iam::${accountId}:role/${lustreRolePath}/AWSServiceRoleForFSxS3Access_*`,
      },
    },
  }),
};

const lustreRolePath = 'aws-service-role/s3.data-source.lustre.fsx.amazonaws.com';

function keyPolicy({ accountId, region, services }: Owner & Pick<EncryptionKeyProps, 'services'>): object {
  const account: Statement = {
    Sid: 'Account',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  return policyDocument([account, ...services.map((service) => serviceStatements[service]({ accountId, region }))]);
}
