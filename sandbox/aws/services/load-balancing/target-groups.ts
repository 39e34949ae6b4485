import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, numberOf, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { ResourceModel } from '../../resource-model';
import { elbName, elbNamePrefix, elbSuffix } from './names';

const integer = (text: string) => /^-?\d+$/.test(text);
const between = (text: string, least: number, most: number) =>
  integer(text) && Number(text) >= least && Number(text) <= most;
const percentage = {
  matches: (text: string) => text === 'off' || between(text, 1, 100),
  expected: "an integer between 1 and 100, or 'off'",
};

export const targetGroupModels: Readonly<Record<string, ResourceModel>> = {
  aws_lb_target_group: {
    replacedBy: forceNew.aws_lb_target_group,
    checks: [
      { path: 'name', ...elbName },
      elbNamePrefix,
      { path: 'port', min: 1, max: 65535 },
      {
        path: 'protocol',
        oneOf: ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'],
      },
      {
        path: 'protocol_version',
        matches: (version) => ['GRPC', 'HTTP1', 'HTTP2'].includes(version.toUpperCase()),
        expected: 'one of GRPC, HTTP1, HTTP2',
      },
      { path: 'target_type', oneOf: ['instance', 'ip', 'lambda', 'alb'] },
      { path: 'ip_address_type', oneOf: ['ipv4', 'ipv6'] },
      {
        path: 'deregistration_delay',
        matches: (seconds) => seconds === '' || between(seconds, 0, 3600),
        expected: 'between 0 and 3600',
      },
      { path: 'slow_start', min: 0, max: 900 },
      {
        path: 'load_balancing_algorithm_type',
        oneOf: ['round_robin', 'least_outstanding_requests', 'weighted_random'],
      },
      { path: 'load_balancing_anomaly_mitigation', oneOf: ['on', 'off'] },
      { path: 'load_balancing_cross_zone_enabled', oneOf: ['true', 'false', 'use_load_balancer_configuration'] },
      {
        path: 'preserve_client_ip',
        matches: (text) => /^(|1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text),
        expected: 'true or false',
      },
      { path: 'health_check.interval', min: 5, max: 300 },
      { path: 'health_check.timeout', min: 2, max: 120 },
      { path: 'health_check.healthy_threshold', min: 2, max: 10 },
      { path: 'health_check.unhealthy_threshold', min: 2, max: 10 },
      {
        path: 'health_check.protocol',
        matches: (protocol) => ['HTTP', 'HTTPS', 'TCP'].includes(protocol.toUpperCase()),
        expected: 'one of HTTP, HTTPS, TCP',
      },
      {
        path: 'health_check.path',
        matches: (path) => path.startsWith('/') && path.length <= 1024,
        expected: 'up to 1024 characters that begin with /',
      },
      {
        path: 'health_check.port',
        matches: (port) => port === 'traffic-port' || between(port, 1, 65536),
        expected: 'a valid port number (1-65536) or traffic-port',
      },
      {
        path: 'stickiness.type',
        oneOf: ['lb_cookie', 'app_cookie', 'source_ip', 'source_ip_dest_ip', 'source_ip_dest_ip_proto'],
      },
      { path: 'stickiness.cookie_duration', min: 0, max: 604_800 },
      { path: 'target_failover.on_deregistration', oneOf: ['rebalance', 'no_rebalance'] },
      { path: 'target_failover.on_unhealthy', oneOf: ['rebalance', 'no_rebalance'] },
      { path: 'target_health_state.unhealthy_draining_interval', min: 0, max: 360_000 },
      {
        path: 'target_group_health.dns_failover.minimum_healthy_targets_count',
        matches: (text) => text === 'off' || integer(text),
        expected: "an integer or 'off'",
      },
      { path: 'target_group_health.dns_failover.minimum_healthy_targets_percentage', ...percentage },
      { path: 'target_group_health.unhealthy_state_routing.minimum_healthy_targets_percentage', ...percentage },
    ],
    references: [{ path: 'vpc_id', type: 'aws_vpc', missing: 'ValidationError', onDelete: 'ignore' }],
    unique: { of: (values) => textOf(values, 'name'), taken: 'DuplicateTargetGroupName' },
    inUse: 'ResourceInUse',
    create(values, aws) {
      refuseTargets(values);
      refuseHealthCheck(values);
      const suffix = elbSuffix(aws);
      const name = textOf(values, 'name') ?? `${textOf(values, 'name_prefix') ?? 'tf-'}${suffix}${suffix}`.slice(0, 32);
      const path = `targetgroup/${name}/${suffix}`;
      const arn = aws.arn('elasticloadbalancing', path);
      const isHttp = speaksHttp(values);
      return {
        id: arn,
        arn,
        arn_suffix: path,
        name,
        name_prefix: null,
        connection_termination: false,
        ip_address_type: 'ipv4',
        load_balancer_arns: [],
        load_balancing_algorithm_type: isHttp ? 'round_robin' : null,
        load_balancing_anomaly_mitigation: isHttp ? 'off' : null,
        load_balancing_cross_zone_enabled: 'use_load_balancer_configuration',
        preserve_client_ip: isHttp ? null : String(textOf(values, 'target_type') !== 'ip'),
        protocol_version: isHttp ? 'HTTP1' : null,
        health_check: settledHealthChecks(values),
      };
    },
    update(values) {
      refuseHealthCheck(values);
      return { health_check: settledHealthChecks(values) };
    },
  },
};

function speaksHttp(values: Values): boolean {
  return (textOf(values, 'protocol') ?? '').startsWith('HTTP');
}

function isLambda(values: Values): boolean {
  return textOf(values, 'target_type') === 'lambda';
}

function refuseTargets(values: Values): void {
  const start = numberOf(values, 'slow_start') ?? 0;
  if (start > 0 && start < 30) throw invalid(`expected slow_start to be 0 or in the range (30 - 900), got ${start}`);
  if (isLambda(values)) return;
  for (const name of ['port', 'protocol', 'vpc_id']) {
    if ((values[name] ?? null) !== null) continue;
    const type = textOf(values, 'target_type') ?? 'instance';
    throw invalid(`Attribute "${name}" must be specified when "target_type" is "${type}".`);
  }
}

/** Source: "Target group health checks" in the User Guides for Application and Network Load Balancers; 2026-11. */
function refuseHealthCheck(values: Values): void {
  for (const check of blocksOf(values, 'health_check')) {
    const protocol = protocolOf(check);
    if (protocol === 'TCP') {
      for (const name of ['matcher', 'path']) {
        if (textOf(check, name) === undefined) continue;
        throw invalid(
          `Attribute "health_check[0].${name}" cannot be specified when "health_check[0].protocol" is "TCP".`,
        );
      }
      if (speaksHttp(values)) {
        throw invalid(
          `Attribute "health_check[0].protocol" cannot have value "TCP" when "protocol" is "${textOf(values, 'protocol')}".`,
        );
      }
    }
    const timeout = numberOf(check, 'timeout');
    if (timeout !== undefined && timeout >= (numberOf(check, 'interval') ?? 30) && !isLambda(values)) {
      throw invalid('Health check interval must be greater than the timeout.');
    }
    refuseMatcher(textOf(check, 'matcher'), values);
  }
}

/** Codes such as `200`, `200,202` or `200-299`; gRPC has codes of its own. */
function refuseMatcher(matcher: string | undefined, values: Values): void {
  if (matcher === undefined || textOf(values, 'protocol_version')?.toUpperCase() === 'GRPC') return;
  const most = speaksHttp(values) || isLambda(values) ? 499 : 599;
  const codes = matcher.split(/[,-]/);
  const outside = codes.find((code) => !between(code, 200, most));
  if (outside === undefined) return;
  throw invalid(`Health check matcher HTTP code '${outside}' must be within '200-${most}' inclusive`);
}

function protocolOf(check: Values): string {
  return (textOf(check, 'protocol') ?? 'HTTP').toUpperCase();
}

/** Health checks with what the service fills in. */
function settledHealthChecks(values: Values): Values[] {
  return blocksOf(values, 'health_check').map((check) => {
    const isHttp = protocolOf(check) !== 'TCP';
    const defaultTimeout = speaksHttp(values) ? 5 : isHttp ? 6 : 10;
    return {
      ...check,
      matcher: isHttp ? (speaksHttp(values) ? '200' : '200-399') : '',
      path: isHttp ? '/' : null,
      timeout: isLambda(values) ? 30 : defaultTimeout,
    };
  });
}

function invalid(message: string): ApiError {
  return new ApiError('ValidationError', message);
}
