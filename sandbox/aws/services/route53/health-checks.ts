import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { healthCheckerRegions } from '../../../../catalog/regions';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { liesIn, notOnTheInternet } from '../../../../planner/rules/network/address-range';
import { ApiError } from '../../../cloud/api-error';
import { numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { arn } from '../../checks';
import type { Aws, ResourceModel } from '../../resource-model';
import { latencyRegions } from './records';

const probing = ['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP'];

/** Regions whose alarms a check can follow. Source: Route 53 API Reference, "AlarmIdentifier"; 2026-11. */
const alarmRegions = [
  ...latencyRegions,
  'us-iso-east-1',
  'us-iso-west-1',
  'us-isob-east-1',
  'us-isof-east-1',
  'us-isof-south-1',
];

export const healthCheckModels: Readonly<Record<string, ResourceModel>> = {
  aws_route53_health_check: {
    scope: 'global',
    replacedBy: forceNew.aws_route53_health_check,
    checks: [
      { path: 'type', oneOf: [...probing, 'CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'] },
      { path: 'request_interval', min: 10, max: 30 },
      { path: 'failure_threshold', min: 1, max: 10 },
      { path: 'child_health_threshold', max: 256 },
      { path: 'child_healthchecks', length: [0, 64] },
      { path: 'regions', oneOf: healthCheckerRegions },
      { path: 'cloudwatch_alarm_region', oneOf: alarmRegions },
      { path: 'insufficient_data_health_status', oneOf: ['Healthy', 'Unhealthy', 'LastKnownStatus'] },
      { path: 'ip_address', matches: (address) => isIP(address) > 0, expected: 'a valid IP address' },
      { path: 'port', min: 1, max: 65535 },
      { path: 'routing_control_arn', ...arn },
      { path: 'reference_name', length: [0, 27] },
      ...['fqdn', 'resource_path', 'search_string'].map((path) => ({ path, length: [0, 255] as const })),
    ],
    references: [
      { path: 'child_healthchecks', type: 'aws_route53_health_check', missing: 'InvalidInput', onDelete: 'ignore' },
    ],
    create(values, aws) {
      refuseCheck(values, aws);
      const id = randomUUID();
      const type = textOf(values, 'type') ?? '';
      return {
        id,
        arn: `arn:aws:route53:::healthcheck/${id}`,
        enable_sni: type.startsWith('HTTPS'),
        failure_threshold: probing.includes(type) ? 3 : null,
        triggers: {},
      };
    },
    update(values, _prior, aws) {
      refuseCheck(values, aws);
      return {};
    },
  },
};

/** Source: Route 53 API Reference, "HealthCheckConfig"; 2026-11. */
function refuseCheck(values: Values, aws: Aws): void {
  const type = textOf(values, 'type') ?? '';
  if (probing.includes(type)) refuseProbe(values, type);
  const children = textsAt(values, 'child_healthchecks');
  if (type !== 'CALCULATED') return;
  const nested = children.find((id) => textOf(aws.find('aws_route53_health_check', id) ?? {}, 'type') === 'CALCULATED');
  if (nested === undefined) return;
  throw invalid(`a calculated health check cannot monitor another calculated health check: ${nested}`);
}

function refuseProbe(values: Values, type: string): void {
  const interval = numberOf(values, 'request_interval') ?? 30;
  if (interval !== 10 && interval !== 30) throw invalid(`RequestInterval must be 10 or 30, got ${interval}`);
  const address = textOf(values, 'ip_address');
  if (address === undefined && textOf(values, 'fqdn') === undefined) {
    throw invalid('either IPAddress or FullyQualifiedDomainName must be specified');
  }
  if (address !== undefined && liesIn(`${address}/32`, notOnTheInternet)) {
    throw invalid(`IPAddress ${address} is in a range that cannot be checked from the internet`);
  }
  if (type === 'TCP' && numberOf(values, 'port') === undefined) throw invalid('Port must be specified for TCP');
  const isMatching = type.endsWith('STR_MATCH');
  if (isMatching !== (textOf(values, 'search_string') !== undefined)) {
    throw invalid(`SearchString ${isMatching ? 'must' : 'cannot'} be specified for ${type}`);
  }
  const regions = new Set(textsAt(values, 'regions'));
  if (regions.size > 0 && regions.size < 3) throw invalid('at least three regions must be specified');
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidInput', `Invalid parameter : ${message}`);
}
