import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';

/** Inputs of a {@link DrainSwitch}. */
export interface DrainSwitchProps {
  /** Name of the alarm, unique in the account and region; a `RegionHealthCheck` follows it. */
  readonly alarmName: string;
  /** CloudWatch namespace of the metric, not one of AWS. */
  readonly namespace: string;
  /** Name of the metric, whose dimension `Region` is the region that it drains. */
  readonly metricName: string;
  /** Region that users are sent around; the switch belongs into another one. */
  readonly drains: string;
}

/**
 * The alarm behind a switch that people turn without a deployment: a value of 1 of its metric drains a region, a value of
 * 0 lets it come back, and in between it stays as it is. `PutMetricData` and the health check that follows the alarm are
 * data plane, and they are in another region than the one in trouble.
 */
export class DrainSwitch extends Construct {
  constructor(scope: Construct, id: string, { alarmName, namespace, metricName, drains }: DrainSwitchProps) {
    super(scope, id);
    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName,
      alarmDescription: `Drains ${drains}: aws cloudwatch put-metric-data with the value 1 sends users around it, 0 back`,
      namespace,
      metricName,
      dimensions: { Region: drains },
      // Of the values of a minute the least one decides, so that a drain and its end in one minute end it.
      statistic: 'Minimum',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      period: 60,
      evaluationPeriods: 1,
      treatMissingData: 'ignore',
    });
  }
}
