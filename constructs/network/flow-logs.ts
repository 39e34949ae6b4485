import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { EncryptionKey } from '../security/encryption-key';
import { policyDocument } from '../security/policy-document';

/** Inputs of {@link FlowLogs}. */
export interface FlowLogsProps {
  /** Prefix of names and Name tags. */
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly vpcId: string;
  /** Days that CloudWatch keeps the records: one of the values that PutRetentionPolicy accepts, such as 365. */
  readonly retentionDays: number;
}

/**
 * Flow logs of a VPC: accepted and rejected traffic, in windows of one minute, in a CloudWatch log group under a key of
 * its own.
 */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const { name, accountId, region } = props;

    const key = new EncryptionKey(this, 'key', {
      name: `${name}-flow-logs`,
      description: `VPC flow logs of ${name}`,
      accountId,
      region,
      services: ['logs'],
    });
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: boundedName('log-group', `/aws/vpc-flow-logs/${name}`),
      retentionInDays: props.retentionDays,
      kmsKeyId: key.arn,
    });
    const role = new IamRole(this, 'role', {
      name: boundedName('iam-role', name, 'flow-logs'),
      description: `Writes VPC flow logs of ${name}`,
      assumeRolePolicy: JSON.stringify(trustPolicy(props)),
    });
    const permissions = new IamRolePolicy(this, 'permissions', {
      name: 'write-flow-logs',
      role: role.id,
      policy: JSON.stringify(writePolicy(props, logGroup.arn)),
    });

    new FlowLog(this, 'flow-log', {
      vpcId: props.vpcId,
      trafficType: 'ALL',
      maxAggregationInterval: 60,
      logDestinationType: 'cloud-watch-logs',
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: { Name: `${name}-flow-logs` },
      // Without its permissions the role is accepted and delivery fails later, as it would at the end of a destroy.
      dependsOn: [permissions],
    });
  }
}

type Owner = Pick<FlowLogsProps, 'accountId' | 'region'>;

/** Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs", as of 2026-11. */
function trustPolicy({ accountId, region }: Owner): object {
  return policyDocument([
    {
      Effect: 'Allow',
      Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ArnLike: { 'aws:SourceArn': `arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*` },
      },
    },
  ]);
}

/**
 * Source: as for the trust policy. Without its `logs:CreateLogGroup`, which would let a late delivery bring the group
 * back after a destroy, unencrypted and for ever. `logs:DescribeLogGroups` can't be narrowed to one group.
 */
function writePolicy({ accountId, region }: Owner, logGroupArn: string): object {
  return policyDocument([
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
      Resource: `${logGroupArn}:*`,
    },
    {
      Effect: 'Allow',
      Action: 'logs:DescribeLogGroups',
      Resource: `arn:aws:logs:${region}:${accountId}:log-group:*`,
    },
  ]);
}
