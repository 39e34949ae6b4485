import { healthCheckerRegions } from '../../../catalog/regions';
import { DrainSwitch } from '../../../constructs/dns/drain-switch';
import { RegionHealthCheck, type RegionHealthCheckProps } from '../../../constructs/dns/region-health-check';
import { AlarmTopic } from '../../../constructs/monitoring/delivery/alarm-topic';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const topicArn = 'arn:aws:sns:us-east-1:111122223333:chat-alarms';

const props: RegionHealthCheckProps = {
  name: 'chat-use1',
  hostName: 'use1.chat.example.com',
  probes: [{ service: 'chat', port: 443, path: '/health' }],
  intervalSeconds: 10,
  failureThreshold: 3,
  drained: false,
  alarmTopicArn: topicArn,
};

function healthCheck(overrides: Partial<RegionHealthCheckProps> = {}): Synthesized {
  return synthesize((stack) => {
    new RegionHealthCheck(stack, 'use1', { ...props, ...overrides });
  });
}

/** Checks of a type, in the order of the output. */
function checks(result: Synthesized, type: string): Record<string, unknown>[] {
  return Object.values(result.resources('aws_route53_health_check')).filter((check) => check['type'] === type);
}

function alarm(result: Synthesized, name: string): Record<string, unknown> | undefined {
  return Object.values(result.resources('aws_cloudwatch_metric_alarm')).find((found) => found['alarm_name'] === name);
}

const failover = {
  returnAfterSeconds: 300,
  drainAlarm: { name: 'chat-use1-drained', region: 'us-west-2' },
} as const;

describe('RegionHealthCheck', () => {
  it('probes the regional host name over HTTPS from all eight regions', () => {
    expect(checks(healthCheck(), 'HTTPS')).toMatchObject([
      {
        fqdn: 'use1.chat.example.com',
        port: 443,
        resource_path: '/health',
        enable_sni: true,
        request_interval: 10,
        failure_threshold: 3,
        measure_latency: true,
        regions: [...healthCheckerRegions],
        tags: { Name: 'chat-use1-chat' },
        lifecycle: { create_before_destroy: true },
      },
    ]);
  });

  it('is healthy only while every service is', () => {
    const result = healthCheck({
      probes: [
        { service: 'chat', port: 443, path: '/health' },
        { service: 'code', port: 8443, path: '/ready' },
      ],
    });
    expect(checks(result, 'HTTPS').map((check) => [check['port'], check['resource_path']])).toEqual([
      [443, '/health'],
      [8443, '/ready'],
    ]);
    const [region] = checks(result, 'CALCULATED');
    expect(region?.['child_healthchecks']).toHaveLength(2);
    expect(region?.['child_health_threshold']).toBe(2);
  });

  it('asks for more healthy children than there are while the region is drained', () => {
    expect(checks(healthCheck({ drained: true }), 'CALCULATED')).toMatchObject([{ child_health_threshold: 2 }]);
  });

  it('raises an alarm within a minute, also when there is no data, and tells when all is well', () => {
    expect(alarm(healthCheck(), 'chat-use1-unhealthy')).toMatchObject({
      namespace: 'AWS/Route53',
      metric_name: 'HealthCheckStatus',
      dimensions: { HealthCheckId: expect.stringMatching(/^\$\{aws_route53_health_check\..*health-check.*\.id\}$/) },
      statistic: 'Minimum',
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      period: 60,
      evaluation_periods: 1,
      treat_missing_data: 'breaching',
      alarm_actions: [topicArn],
      ok_actions: [topicArn],
    });
  });

  it('keeps a region out until its probe has been well for the whole time, and forgets that without data', () => {
    const result = healthCheck({ failover });
    expect(alarm(result, 'chat-use1-chat-hold')).toMatchObject({
      metric_name: 'HealthCheckStatus',
      statistic: 'Minimum',
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      period: 300,
      evaluation_periods: 1,
    });
    expect(checks(result, 'CLOUDWATCH_METRIC')[0]).toMatchObject({
      cloudwatch_alarm_region: 'us-east-1',
      insufficient_data_health_status: 'Healthy',
    });
    expect(checks(result, 'CALCULATED')).toMatchObject([{ child_health_threshold: 3 }]);
  });

  it('follows the switch of another region, and stays as it was without data', () => {
    expect(checks(healthCheck({ failover }), 'CLOUDWATCH_METRIC')[1]).toMatchObject({
      cloudwatch_alarm_name: 'chat-use1-drained',
      cloudwatch_alarm_region: 'us-west-2',
      insufficient_data_health_status: 'LastKnownStatus',
    });
  });

  itWithTerraform(
    'is accepted by Terraform, together with its topic',
    () => {
      const result = synthesize((stack) => {
        const topic = new AlarmTopic(stack, 'alarms', {
          name: 'chat-alarms',
          accountId: '111122223333',
          kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/0f0e0d0c-0000-0000-0000-000000000000',
          emails: ['oncall@example.com', 'lead@example.com'],
        });
        new RegionHealthCheck(stack, 'use1', { ...props, failover, alarmTopicArn: topic.arn });
        new DrainSwitch(stack, 'switch', {
          alarmName: 'chat-use1-drained',
          namespace: 'Ninefold/chat-prod',
          metricName: 'Drained',
          drains: 'us-east-1',
        });
      });
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
