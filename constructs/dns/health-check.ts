import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { healthCheckerRegions } from '../../catalog/regions';

/** Inputs of a {@link RegionHealthCheck}. */
export interface RegionHealthCheckProps {
  /** Name of the health check in the console, and start of the name of the alarm. */
  readonly name: string;
  /** Host name of one region's endpoint. Never the failover name, which would answer for the other region too. */
  readonly hostName: string;
  /** Path that answers 2xx or 3xx within two seconds while the region can serve. */
  readonly path: string;
  /** Seconds between two probes of one checker; a change replaces the health check. */
  readonly intervalSeconds: 10 | 30;
  /** Probes in a row that must agree before a checker changes its mind, 1 to 10. */
  readonly failureThreshold: number;
  /** SNS topic in us-east-1 that hears of a failing region and of its return. */
  readonly alarmTopicArn: string;
}

/**
 * Probes the endpoint of one region over HTTPS from around the world, and raises an alarm when it fails. Route 53
 * does not check the certificate, and calls the endpoint healthy while more than 18 % of the checkers do.
 *
 * Belongs into a stack whose AWS provider is in us-east-1: Route 53 publishes its metrics nowhere else, and an alarm
 * sees only the metrics of its own region.
 */
export class RegionHealthCheck extends Construct {
  /** Id of the health check, for records. */
  readonly id: string;
  /** ARN of the alarm. */
  readonly alarmArn: string;

  constructor(scope: Construct, id: string, props: RegionHealthCheckProps) {
    super(scope, id);
    const healthCheck = new Route53HealthCheck(this, 'health-check', {
      type: 'HTTPS',
      fqdn: props.hostName,
      port: 443,
      resourcePath: props.path,
      enableSni: true,
      requestInterval: props.intervalSeconds,
      failureThreshold: props.failureThreshold,
      regions: [...healthCheckerRegions],
      measureLatency: true,
      tags: { Name: props.name },
      // Records move to the new health check before the old one goes.
      lifecycle: { createBeforeDestroy: true },
    });
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: boundedName('cloudwatch-alarm', props.name, 'unhealthy'),
      alarmDescription: `Route 53 finds https://${props.hostName}${props.path} unhealthy and sends no traffic there`,
      namespace: 'AWS/Route53',
      metricName: 'HealthCheckStatus',
      dimensions: { HealthCheckId: healthCheck.id },
      statistic: 'Minimum',
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      period: 60,
      evaluationPeriods: 1,
      treatMissingData: 'breaching',
      alarmActions: [props.alarmTopicArn],
      okActions: [props.alarmTopicArn],
    });

    this.id = healthCheck.id;
    this.alarmArn = alarm.arn;
  }
}
