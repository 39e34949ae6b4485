import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { charts } from '../../catalog/charts';
import { boundedName } from '../../catalog/name-limits';
import { PodIdentityRole } from '../cluster/pod-identity-role';
import { policyDocument } from '../security/policy-document';

/** Service account of its pods. */
export const logPipelineAccount = 'aws-for-fluent-bit';

/** Inputs of a {@link LogStore}. */
export interface LogStoreProps {
  /** Name of the log group, unique in the account and region. */
  readonly name: string;
  readonly clusterName: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  /** Must let CloudWatch Logs use it. */
  readonly encryptionKeyArn: string;
  /** One of CloudWatch's periods. */
  readonly retentionDays: number;
}

/**
 * Where the logs of a cluster's containers go, and the right to write them there and nowhere else.
 *
 * The pods run as `amazon-cloudwatch/aws-for-fluent-bit`.
 * Source: Fluent Bit manual, output `cloudwatch_logs`, permissions.
 */
export class LogStore extends Construct {
  constructor(scope: Construct, id: string, props: LogStoreProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, 'group', {
      name: props.name,
      kmsKeyId: props.encryptionKeyArn,
      retentionInDays: props.retentionDays,
    });
    new PodIdentityRole(this, 'writer', {
      roleName: boundedName('iam-role', props.namePrefix, 'log-pipeline'),
      clusterName: props.clusterName,
      namespace: charts['aws-for-fluent-bit'].namespace,
      serviceAccount: logPipelineAccount,
      policies: {
        'write-logs': policyDocument([
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
            Resource: [group.arn, `${group.arn}:*`],
          },
        ]),
      },
    });
  }
}
