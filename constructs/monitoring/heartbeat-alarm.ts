import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import type { TerraformProvider, TerraformResource } from '../substrate/cdktf';

/** Inputs of a {@link HeartbeatAlarm}. */
export interface HeartbeatAlarmProps {
  readonly clusterName: string;
  /** Region that the heartbeat comes from. */
  readonly sends: string;
  /** Name of the topic that hears it. */
  readonly topicName: string;
  /** Topic that tells people, in the region of the alarm: CloudWatch tells no others. */
  readonly silenceTopicArn: string;
  /** How long it may be silent, in seconds; a multiple of 60. */
  readonly silenceSeconds: number;
  /** AWS provider for the region that hears the heartbeat. */
  readonly provider: TerraformProvider;
  /** What has to be there before somebody waits for it. */
  readonly dependsOn: readonly TerraformResource[];
}

/** SNS sends its metrics once a minute. Source: Amazon SNS Developer Guide, "Monitoring Amazon SNS topics using Amazon CloudWatch", as of 2026-11. */
const periodSeconds = 60;

/**
 * Tells people, from another region, that a region's Prometheus or Alertmanager is gone: no heartbeat has come for a
 * while. A topic without messages has no metrics, so what is missing counts as silence.
 *
 * Source: Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data".
 */
export class HeartbeatAlarm extends Construct {
  constructor(scope: Construct, id: string, props: HeartbeatAlarmProps) {
    super(scope, id);
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: boundedName('cloudwatch-alarm', props.clusterName, 'silent'),
      alarmDescription: `The alerts of ${props.clusterName} in ${props.sends} no longer get through: its Prometheus or Alertmanager is gone, or the region is. What to do: docs/monitoring.md, "When a region falls silent"`,
      namespace: 'AWS/SNS',
      metricName: 'NumberOfMessagesPublished',
      dimensions: { TopicName: props.topicName },
      statistic: 'Sum',
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      period: periodSeconds,
      evaluationPeriods: props.silenceSeconds / periodSeconds,
      treatMissingData: 'breaching',
      alarmActions: [props.silenceTopicArn],
      okActions: [props.silenceTopicArn],
      provider: props.provider,
      dependsOn: [...props.dependsOn],
    });
  }
}
