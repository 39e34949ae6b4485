import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { Construct } from 'constructs';
import { boundedName } from '../../../catalog/name-limits';
import { EncryptionKey } from '../../security/encryption-key';
import { deniedWithoutTls, policyDocument } from '../../security/policy-document';
import { AlarmTopic } from './alarm-topic';

/** Inputs of a {@link Heartbeat}. */
export interface HeartbeatProps {
  /** Name of the topic that hears it; unique in the account and region. */
  readonly topicName: string;
  /** Alias of the key of the messages, without `alias/`; unique in the account and region. */
  readonly keyName: string;
  readonly clusterName: string;
  /** Region that the heartbeat comes from. */
  readonly sends: string;
  /** Region that hears it, which is the stack's: another one. */
  readonly hears: string;
  readonly accountId: string;
  /** How long it may be silent, in seconds; a multiple of 60. */
  readonly silenceSeconds: number;
  /** Addresses that are told of silence and of its end. */
  readonly emails: readonly string[];
}

/** SNS sends its metrics once a minute. Source: Amazon SNS Developer Guide, "Monitoring Amazon SNS topics using Amazon CloudWatch", as of 2026-11. */
const periodSeconds = 60;

/**
 * What one region has to hear another one's heartbeat, the always-firing alert of its Alertmanager: a topic for it, and an
 * alarm that tells people when nothing has come for a while. Nobody subscribes to the topic; what counts is that messages
 * come. A topic without messages has no metrics, so what is missing counts as silence.
 *
 * Source: Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data".
 */
export class Heartbeat extends Construct {
  constructor(scope: Construct, id: string, props: HeartbeatProps) {
    super(scope, id);
    const { clusterName, accountId, sends, hears } = props;
    const key = new EncryptionKey(this, 'key', {
      name: props.keyName,
      description: `Heartbeat of ${clusterName}`,
      accountId,
      region: hears,
      services: ['cloudwatch-alarms'],
    });
    const topic = new SnsTopic(this, 'topic', { name: props.topicName, kmsMasterKeyId: key.arn });
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: JSON.stringify(policyDocument([deniedWithoutTls('sns:Publish', topic.arn)])),
    });
    const silence = new AlarmTopic(this, 'silence', {
      name: boundedName('sns-topic', clusterName, 'silence'),
      accountId,
      kmsKeyArn: key.arn,
      emails: props.emails,
    });
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: boundedName('cloudwatch-alarm', clusterName, 'silent'),
      alarmDescription: `The alerts of ${clusterName} in ${sends} no longer get through: its Prometheus or Alertmanager is gone, or the region is. In that region: kubectl -n monitoring get pods`,
      namespace: 'AWS/SNS',
      metricName: 'NumberOfMessagesPublished',
      dimensions: { TopicName: topic.name },
      statistic: 'Sum',
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      period: periodSeconds,
      evaluationPeriods: props.silenceSeconds / periodSeconds,
      treatMissingData: 'breaching',
      alarmActions: [silence.arn],
      okActions: [silence.arn],
    });
  }
}
