import { healthCheckerRegions } from '../../../catalog/regions';
import { AlarmTopic } from '../../../constructs/dns/alarm-topic';
import { RegionHealthCheck, type RegionHealthCheckProps } from '../../../constructs/dns/health-check';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const topicArn = 'arn:aws:sns:us-east-1:111122223333:chat-alarms';

const props: RegionHealthCheckProps = {
  name: 'chat-use1',
  hostName: 'use1.chat.example.com',
  path: '/health',
  intervalSeconds: 10,
  failureThreshold: 3,
  alarmTopicArn: topicArn,
};

function healthCheck(overrides: Partial<RegionHealthCheckProps> = {}): Synthesized {
  return synthesize((stack) => {
    new RegionHealthCheck(stack, 'use1', { ...props, ...overrides });
  });
}

describe('RegionHealthCheck', () => {
  it('probes the regional host name over HTTPS from all eight regions', () => {
    expect(healthCheck().resource('aws_route53_health_check')).toMatchObject({
      type: 'HTTPS',
      fqdn: 'use1.chat.example.com',
      port: 443,
      resource_path: '/health',
      enable_sni: true,
      request_interval: 10,
      failure_threshold: 3,
      measure_latency: true,
      regions: [...healthCheckerRegions],
      tags: { Name: 'chat-use1' },
      lifecycle: { create_before_destroy: true },
    });
  });

  it('raises an alarm within a minute, also when there is no data, and tells when all is well', () => {
    expect(healthCheck().resource('aws_cloudwatch_metric_alarm')).toMatchObject({
      alarm_name: 'chat-use1-unhealthy',
      namespace: 'AWS/Route53',
      metric_name: 'HealthCheckStatus',
      dimensions: { HealthCheckId: expect.stringMatching(/^\$\{aws_route53_health_check\..*\.id\}$/) },
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
        new RegionHealthCheck(stack, 'use1', { ...props, alarmTopicArn: topic.arn });
      });
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
