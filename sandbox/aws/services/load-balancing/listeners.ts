import { networkLoadBalancer } from '../../../../catalog/load-balancers';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Value, Values } from '../../../protocol/value';
import { arn } from '../../checks';
import type { Aws, Reference, ResourceModel } from '../../resource-model';
import { isIssued } from '../acm';
import { kindOf } from './load-balancers';
import { elbSuffix } from './names';

/** Which protocols of target groups a listener's protocol goes with, by kind of load balancer. */
const protocols: Readonly<Record<'application' | 'network', Readonly<Record<string, readonly string[]>>>> = {
  application: { HTTP: ['HTTP', 'HTTPS'], HTTPS: ['HTTP', 'HTTPS'] },
  network: {
    TCP: ['TCP'],
    TLS: ['TCP', 'TLS'],
    UDP: ['UDP', 'TCP_UDP'],
    TCP_UDP: ['TCP_UDP'],
    QUIC: ['QUIC', 'TCP_QUIC'],
    TCP_QUIC: ['TCP_QUIC'],
  },
};

const targetPaths = ['default_action.target_group_arn', 'default_action.forward.target_group.arn'] as const;

const upperCased = (names: readonly string[]) => ({
  matches: (text: string) => names.includes(text.toUpperCase()),
  expected: `one of ${names.join(', ')}`,
});

export const listenerModels: Readonly<Record<string, ResourceModel>> = {
  aws_lb_listener: {
    replacedBy: forceNew.aws_lb_listener,
    checks: [
      { path: 'load_balancer_arn', ...arn },
      { path: 'certificate_arn', ...arn },
      ...targetPaths.map((path) => ({ path, ...arn })),
      { path: 'port', min: 1, max: 65535 },
      {
        path: 'protocol',
        ...upperCased([...Object.keys(protocols.application), ...Object.keys(protocols.network), 'GENEVE']),
      },
      {
        path: 'alpn_policy',
        ...upperCased(['HTTP1ONLY', 'HTTP2ONLY', 'HTTP2OPTIONAL', 'HTTP2PREFERRED', 'NONE']),
      },
      { path: 'tcp_idle_timeout_seconds', min: 60, max: 6000 },
      {
        path: 'default_action.type',
        ...upperCased([
          'FORWARD',
          'AUTHENTICATE-OIDC',
          'AUTHENTICATE-COGNITO',
          'REDIRECT',
          'FIXED-RESPONSE',
          'JWT-VALIDATION',
        ]),
      },
      { path: 'default_action.order', min: 1, max: 50_000 },
      { path: 'default_action.redirect.status_code', oneOf: ['HTTP_301', 'HTTP_302'] },
      { path: 'default_action.redirect.protocol', oneOf: ['#{protocol}', 'HTTP', 'HTTPS'] },
      {
        path: 'default_action.fixed_response.content_type',
        oneOf: ['text/plain', 'text/css', 'text/html', 'application/javascript', 'application/json'],
      },
      {
        path: 'default_action.fixed_response.status_code',
        matches: (code) => /^[245]\d\d$/.test(code),
        expected: 'a status code of 2xx, 4xx or 5xx',
      },
    ],
    references: [
      { path: 'load_balancer_arn', type: 'aws_lb', by: 'arn', missing: 'LoadBalancerNotFound', onDelete: 'cascade' },
      { path: 'certificate_arn', type: 'aws_acm_certificate', by: 'arn', missing: 'CertificateNotFound' },
      ...targetPaths.map(
        (path): Reference => ({ path, type: 'aws_lb_target_group', by: 'arn', missing: 'TargetGroupNotFound' }),
      ),
    ],
    unique: {
      of: (values) => `${textOf(values, 'load_balancer_arn')} ${numberOf(values, 'port')}`,
      taken: 'DuplicateListener',
    },
    create(values, aws) {
      const balancer = balancerOf(values, aws);
      refuseListener(values, balancer, aws);
      refuseSecondListener(values, aws);
      const kind = kindOf(balancer);
      const listenerArn = `${textOf(balancer, 'arn')?.replace(':loadbalancer/', ':listener/')}/${elbSuffix(aws)}`;
      const protocol = protocolOf(values, kind);
      return {
        id: listenerArn,
        arn: listenerArn,
        protocol,
        ssl_policy: isEncrypted(protocol) ? 'ELBSecurityPolicy-2016-08' : '',
        tcp_idle_timeout_seconds: protocol === 'TCP' ? 350 : null,
        default_action: settledActions(values),
        ...withoutHeaders,
      };
    },
    update(values, _prior, aws) {
      refuseListener(values, balancerOf(values, aws), aws);
      return { default_action: settledActions(values) };
    },
  },
};

/** What Application Load Balancers can do to headers, when they are not told to. */
const withoutHeaders: Values = Object.fromEntries(
  [
    ...['', '_issuer', '_leaf', '_serial_number', '_subject', '_validity'].map(
      (part) => `routing_http_request_x_amzn_mtls_clientcert${part}_header_name`,
    ),
    'routing_http_request_x_amzn_tls_cipher_suite_header_name',
    'routing_http_request_x_amzn_tls_version_header_name',
    ...[
      'access_control_allow_credentials',
      'access_control_allow_headers',
      'access_control_allow_methods',
      'access_control_allow_origin',
      'access_control_expose_headers',
      'access_control_max_age',
      'content_security_policy',
      'strict_transport_security',
      'x_content_type_options',
      'x_frame_options',
    ].map((header) => `routing_http_response_${header}_header_value`),
    'routing_http_response_server_enabled',
  ].map((name): [string, Value] => [name, null]),
);

function settledActions(values: Values): Values[] {
  return blocksOf(values, 'default_action').map((action) => ({ ...action, order: 1 }));
}

function balancerOf(values: Values, aws: Aws): Values {
  return aws.findByArn(textOf(values, 'load_balancer_arn') ?? '')?.values ?? {};
}

function protocolOf(values: Values, kind: 'application' | 'network'): string {
  return (textOf(values, 'protocol') ?? (kind === 'application' ? 'HTTP' : '')).toUpperCase();
}

function isEncrypted(protocol: string): boolean {
  return protocol === 'TLS' || protocol === 'HTTPS';
}

/** Source of codes: Elastic Load Balancing API Reference (2015-12-01), "CreateListener". */
function refuseListener(values: Values, balancer: Values, aws: Aws): void {
  const kind = kindOf(balancer);
  const protocol = protocolOf(values, kind);
  const targetProtocols = protocols[kind][protocol];
  if (targetProtocols === undefined && textOf(balancer, 'load_balancer_type') !== 'gateway') {
    throw new ApiError(
      'ValidationError',
      `Listener protocol '${protocol}' must be one of '${Object.keys(protocols[kind]).join(', ')}'`,
    );
  }
  if (isEncrypted(protocol)) refuseEncryption(values, protocol, aws);
  for (const targetArn of targetPaths.flatMap((path) => textsAt(values, path))) {
    refuseTargetGroup(targetArn, { values, balancer, protocol, targetProtocols: targetProtocols ?? ['GENEVE'] }, aws);
  }
}

function refuseEncryption(values: Values, protocol: string, aws: Aws): void {
  const certificateArn = textOf(values, 'certificate_arn');
  if (certificateArn === undefined) {
    throw new ApiError('ValidationError', `A certificate must be specified for ${protocol} listeners`);
  }
  const certificate = aws.find('aws_acm_certificate', certificateArn);
  if (certificate === undefined) {
    throw new ApiError('CertificateNotFound', `Certificate '${certificateArn}' not found`);
  }
  if (!isIssued(certificate, aws)) {
    throw new ApiError(
      'UnsupportedCertificate',
      `The certificate '${certificateArn}' must have a fully-qualified domain name, a supported signature, and a supported key size.`,
    );
  }
  const policy = textOf(values, 'ssl_policy');
  if (policy !== undefined && !policy.startsWith('ELBSecurityPolicy-')) {
    throw new ApiError('SSLPolicyNotFound', `SSL policy '${policy}' not found`);
  }
}

interface Forwarding {
  readonly values: Values;
  readonly balancer: Values;
  readonly protocol: string;
  readonly targetProtocols: readonly string[];
}

function refuseTargetGroup(targetArn: string, forwarding: Forwarding, aws: Aws): void {
  const { values, balancer, protocol, targetProtocols } = forwarding;
  const group = aws.find('aws_lb_target_group', targetArn);
  if (group === undefined) throw new ApiError('TargetGroupNotFound', `Target groups '${targetArn}' not found`);
  const type = textOf(group, 'target_type');
  if (type === 'lambda') return;
  if (textOf(group, 'vpc_id') !== textOf(balancer, 'vpc_id')) {
    throw new ApiError(
      'InvalidConfigurationRequest',
      `The target group '${targetArn}' is not in the VPC of load balancer '${textOf(balancer, 'arn')}'`,
    );
  }
  const targetProtocol = textOf(group, 'protocol') ?? '';
  if (!targetProtocols.includes(targetProtocol)) {
    throw new ApiError(
      'InvalidConfigurationRequest',
      `Listener protocol '${protocol}' is not supported with a target group with protocol '${targetProtocol}'`,
    );
  }
  const balancerArn = textOf(values, 'load_balancer_arn');
  const isShared = aws
    .list('aws_lb_listener')
    .some(
      (other) =>
        textOf(other, 'load_balancer_arn') !== balancerArn &&
        targetPaths.some((path) => textsAt(other, path).includes(targetArn)),
    );
  if (!isShared) return;
  throw new ApiError(
    'TargetGroupAssociationLimit',
    `The following target groups cannot be associated with more than one load balancer: ${targetArn}`,
  );
}

function refuseSecondListener(values: Values, aws: Aws): void {
  const balancerArn = textOf(values, 'load_balancer_arn');
  const others = aws.list('aws_lb_listener').filter((other) => textOf(other, 'load_balancer_arn') === balancerArn);
  if (others.some((other) => numberOf(other, 'port') === numberOf(values, 'port'))) {
    throw new ApiError(
      'DuplicateListener',
      `A listener already exists on this port for this load balancer '${balancerArn}'`,
    );
  }
  if (others.length < networkLoadBalancer.listeners) return;
  throw new ApiError(
    'TooManyListeners',
    `The maximum number of listeners has been reached on load balancer '${balancerArn}'`,
  );
}
