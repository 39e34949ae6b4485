import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Construct } from 'constructs';
import { boundedName, shortHash } from '../../catalog/name-limits';
import { healthCheckerRegions } from '../../catalog/regions';
import { route53MetricsRegion } from '../../catalog/route53';

/** One service that a region has to answer for. */
export interface RegionProbe {
  /** Name, unique in the region. */
  readonly service: string;
  /** TLS port of the regional endpoint. */
  readonly port: number;
  /** Path that answers 2xx or 3xx within two seconds while the service can serve. */
  readonly path: string;
}

/** Inputs of a {@link RegionHealthCheck}. */
export interface RegionHealthCheckProps {
  /** Name of the health check in the console, and start of the names of the alarms. */
  readonly name: string;
  /** Host name of one region's endpoint. Never the failover name, which would answer for the other region too. */
  readonly hostName: string;
  /** What has to be healthy, all of it. At least one. */
  readonly probes: readonly RegionProbe[];
  /** Seconds between two probes of one checker; a change replaces the health check. */
  readonly intervalSeconds: 10 | 30;
  /** Probes in a row that must agree before a checker changes its mind, 1 to 10. */
  readonly failureThreshold: number;
  /** Whether the region counts as unhealthy whatever its probes say. */
  readonly drained: boolean;
  /** How a region comes back, and who may send users around it; absent where there is no other region. */
  readonly failover?: {
    /** Seconds without a failed probe, whole minutes, before the region counts as healthy again. */
    readonly returnAfterSeconds: number;
    /** Alarm of a `DrainSwitch`, and the region that it is in. */
    readonly drainAlarm: { readonly name: string; readonly region: string };
  };
  /** SNS topic in us-east-1 that hears of a failing region and of its return. */
  readonly alarmTopicArn: string;
}

/**
 * Decides whether one region gets users, and raises an alarm when it does not.
 *
 * Checkers around the world probe each service over HTTPS (they do not check the certificate, and an endpoint is healthy
 * while more than 18 % of them say so). A calculated check joins the probes with a hold, which keeps a region that was
 * lost out until it has been well for a while, and with the switch by which people drain it. All of it is data plane
 * once it exists: nothing has to be deployed while a region is down.
 *
 * Without data from CloudWatch the hold counts as healthy, so that trouble in us-east-1 cannot take out other regions,
 * and the switch stays as it was.
 *
 * Belongs into a stack whose AWS provider is in us-east-1: Route 53 publishes its metrics nowhere else, and an alarm
 * sees only the metrics of its own region.
 *
 * Sources: Amazon Route 53 Developer Guide, "How Route 53 determines the status of health checks that monitor
 * CloudWatch alarms"; API Reference, "HealthCheckConfig" (`HealthThreshold`, `InsufficientDataHealthStatus`); 2026-11.
 */
export class RegionHealthCheck extends Construct {
  /** Id of the calculated check, for records. */
  readonly id: string;
  /** ARN of the alarm. */
  readonly alarmArn: string;

  constructor(scope: Construct, id: string, props: RegionHealthCheckProps) {
    super(scope, id);
    const { name, failover } = props;
    const probes = props.probes.map((probe) => createProbe(this, probe, props));
    const holds = failover
      ? probes.map(({ probe, check }) => createHold(this, name, probe, check, failover.returnAfterSeconds))
      : [];
    const switches = failover ? [createSwitch(this, name, failover.drainAlarm)] : [];
    const children = [...probes.map(({ check }) => check), ...holds, ...switches];
    const region = new Route53HealthCheck(this, 'health-check', {
      type: 'CALCULATED',
      childHealthchecks: children.map((child) => child.id),
      // A threshold that is out of reach makes the check unhealthy for good.
      childHealthThreshold: children.length + (props.drained ? 1 : 0),
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: boundedName('cloudwatch-alarm', name, 'unhealthy'),
      alarmDescription: `Route 53 finds ${props.hostName} unhealthy, or it is drained, and no traffic goes there`,
      namespace: 'AWS/Route53',
      metricName: 'HealthCheckStatus',
      dimensions: { HealthCheckId: region.id },
      statistic: 'Minimum',
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      period: 60,
      evaluationPeriods: 1,
      treatMissingData: 'breaching',
      alarmActions: [props.alarmTopicArn],
      okActions: [props.alarmTopicArn],
    });

    this.id = region.id;
    this.alarmArn = alarm.arn;
  }
}

interface CreatedProbe {
  readonly probe: RegionProbe;
  readonly check: Route53HealthCheck;
}

function createProbe(scope: Construct, probe: RegionProbe, props: RegionHealthCheckProps): CreatedProbe {
  const check = new Route53HealthCheck(scope, `probe-${probe.service}`, {
    type: 'HTTPS',
    fqdn: props.hostName,
    port: probe.port,
    resourcePath: probe.path,
    enableSni: true,
    requestInterval: props.intervalSeconds,
    failureThreshold: props.failureThreshold,
    regions: [...healthCheckerRegions],
    measureLatency: true,
    tags: { Name: `${props.name}-${probe.service}` },
    // Records move to the new health check before the old one goes.
    lifecycle: { createBeforeDestroy: true },
  });
  return { probe, check };
}

/** Unhealthy as long as the probe has failed once in the period: that is the hysteresis of the return. */
function createHold(
  scope: Construct,
  name: string,
  { service }: RegionProbe,
  probe: Route53HealthCheck,
  period: number,
): Route53HealthCheck {
  const settings = {
    statistic: 'Minimum',
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    period,
    evaluationPeriods: 1,
    treatMissingData: 'notBreaching',
  };
  const alarm = new CloudwatchMetricAlarm(scope, `hold-alarm-${service}`, {
    alarmName: boundedName('cloudwatch-alarm', name, service, 'hold'),
    alarmDescription: `${service} was unhealthy in the last ${period / 60} minutes, and stays out of DNS that long`,
    namespace: 'AWS/Route53',
    metricName: 'HealthCheckStatus',
    dimensions: { HealthCheckId: probe.id },
    ...settings,
  });
  return createAlarmCheck(scope, `hold-${service}`, {
    name: `${name}-${service}-hold`,
    alarm: { name: alarm.alarmName, region: route53MetricsRegion },
    withoutData: 'Healthy',
    version: JSON.stringify(settings),
  });
}

function createSwitch(
  scope: Construct,
  name: string,
  alarm: { readonly name: string; readonly region: string },
): Route53HealthCheck {
  return createAlarmCheck(scope, 'switch', {
    name: `${name}-switch`,
    alarm,
    withoutData: 'LastKnownStatus',
    version: JSON.stringify(alarm),
  });
}

interface AlarmCheck {
  readonly name: string;
  readonly alarm: { readonly name: string; readonly region: string };
  readonly withoutData: 'Healthy' | 'LastKnownStatus';
  /** Changes with the alarm's settings: Route 53 copies them when the check is made or updated, and never again. */
  readonly version: string;
}

function createAlarmCheck(scope: Construct, id: string, props: AlarmCheck): Route53HealthCheck {
  return new Route53HealthCheck(scope, id, {
    type: 'CLOUDWATCH_METRIC',
    cloudwatchAlarmName: props.alarm.name,
    cloudwatchAlarmRegion: props.alarm.region,
    insufficientDataHealthStatus: props.withoutData,
    triggers: { alarm: shortHash(props.version) },
    tags: { Name: props.name },
    lifecycle: { createBeforeDestroy: true },
  });
}
