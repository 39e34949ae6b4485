import type { Values } from '../../../../../sandbox/protocol/value';
import { simulatedAws } from '../../../../support/simulated-aws';
import { of, withNetwork } from '../vpc/network-support';

async function withBalancer(more: Values = {}) {
  const network = await withNetwork();
  const { aws, vpc, subnets } = network;
  const group = await aws.create('aws_security_group', { name: 'endpoint', vpc_id: of(vpc) });
  const config: Values = {
    name: 'chat',
    load_balancer_type: 'network',
    subnets: subnets.map((subnet) => of(subnet)),
    security_groups: [of(group)],
    ...more,
  };
  const balancer = await aws.create('aws_lb', config);
  return { ...network, group, config, balancer };
}

async function withTarget() {
  const setting = await withBalancer();
  const { aws, vpc, balancer } = setting;
  const target = { name: 'chat', port: 8000, protocol: 'TCP', target_type: 'ip', vpc_id: of(vpc) };
  const targetGroup = await aws.create('aws_lb_target_group', target);
  const listener = (more: Values = {}): Values => ({
    load_balancer_arn: of(balancer, 'arn'),
    port: 80,
    protocol: 'TCP',
    default_action: [{ type: 'forward', target_group_arn: of(targetGroup, 'arn') }],
    ...more,
  });
  return { ...setting, target, targetGroup, listener };
}

it('gives a Network Load Balancer a name in the zone of its region', async () => {
  const { vpc, group, balancer } = await withBalancer();
  const arn = of(balancer, 'arn');
  const suffix = arn.split('/').at(-1);
  expect(arn).toMatch(/^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/net\/chat\/[0-9a-f]{16}$/);
  expect(balancer).toMatchObject({
    id: arn,
    arn_suffix: `net/chat/${suffix}`,
    dns_name: `chat-${suffix}.elb.us-east-1.amazonaws.com`,
    zone_id: 'Z26RNL4JYFTOTI',
    vpc_id: of(vpc),
    internal: false,
    ip_address_type: 'ipv4',
    security_groups: [of(group)],
  });
});

it('gives an Application Load Balancer the default group of its VPC', async () => {
  const { vpc, balancer } = await withBalancer({
    load_balancer_type: null,
    internal: true,
    security_groups: null,
  });
  expect(balancer).toMatchObject({
    dns_name: expect.stringMatching(/^internal-chat-\d+\.us-east-1\.elb\.amazonaws\.com$/),
    zone_id: 'Z35SXDOTRQ7X7K',
    security_groups: [of(vpc, 'default_security_group_id')],
  });
});

it('has a load balancer of a name once in a region', async () => {
  const { aws, config } = await withBalancer();
  await expect(aws.create('aws_lb', config)).rejects.toThrow(/^DuplicateLoadBalancerName: /);
});

it.each(['chat_api', '-chat', 'chat-', 'internal-chat', 'c'.repeat(33)])('refuses the name %s', (name) => {
  expect(simulatedAws().validate('aws_lb', { name })).toHaveLength(1);
});

it('refuses subnets that no load balancer can be in', async () => {
  const { aws, config, subnet, subnets, gateway } = await withBalancer({ internal: true });
  const create = (more: Values) => aws.create('aws_lb', { ...config, name: 'other', ...more });
  const third = await subnet('10.0.2.0/24', 'use1-az1');
  await expect(create({ subnets: [of(subnets[0]), of(third)] })).rejects.toThrow(
    /^InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability/,
  );
  await expect(create({ subnets: [of(third)], load_balancer_type: 'application' })).rejects.toThrow(
    /^ValidationError: At least two subnets in two different Availability Zones/,
  );
  await expect(create({ subnets: ['subnet-1'] })).rejects.toThrow(/^SubnetNotFound: /);
  await aws.destroy('aws_internet_gateway', gateway);
  await expect(create({ internal: false })).rejects.toThrow(/^InvalidSubnet: VPC vpc-\w+ has no internet gateway/);
});

it('writes access logs only to a bucket whose policy lets it', async () => {
  const { aws, config, balancer } = await withBalancer();
  const logged = { ...config, access_logs: [{ bucket: 'logs', enabled: true }] };
  const denied = /^InvalidConfigurationRequest: Access Denied for bucket: logs/;
  await aws.create('aws_s3_bucket', { bucket: 'logs' });
  await expect(aws.update('aws_lb', balancer, logged)).rejects.toThrow(denied);

  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::logs/*',
  };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await aws.create('aws_s3_bucket_policy', { bucket: 'logs', policy });
  expect(await aws.update('aws_lb', balancer, logged)).toMatchObject({ access_logs: [{ bucket: 'logs' }] });
});

it('keeps a load balancer that is protected, and takes the listeners of others along', async () => {
  const { aws, config, balancer, listener } = await withTarget();
  const protectedOne = await aws.update('aws_lb', balancer, { ...config, enable_deletion_protection: true });
  await expect(aws.destroy('aws_lb', protectedOne)).rejects.toThrow(
    /^OperationNotPermitted: Load balancer '.*' cannot be deleted because deletion protection is enabled/,
  );
  const open = await aws.update('aws_lb', protectedOne, { ...config, enable_deletion_protection: false });
  const created = await aws.create('aws_lb_listener', listener());
  await aws.destroy('aws_lb', open);
  expect(await aws.read('aws_lb_listener', created)).toBeNull();
});

it('keeps the subnets, groups and the internet gateway of a load balancer', async () => {
  const { aws, gateway, subnets, group } = await withBalancer();
  await expect(aws.destroy('aws_subnet', subnets[0])).rejects.toThrow(/^DependencyViolation: /);
  await expect(aws.destroy('aws_security_group', group)).rejects.toThrow(/^DependencyViolation: /);
  await expect(aws.destroy('aws_internet_gateway', gateway)).rejects.toThrow(/^DependencyViolation: /);
});

it('replaces a load balancer that moves into the VPC, and not one that is protected', async () => {
  const { aws, config, balancer } = await withBalancer();
  expect(aws.replacedBy('aws_lb', balancer, { ...config, internal: true })).toEqual(['internal']);
  expect(aws.replacedBy('aws_lb', balancer, { ...config, enable_deletion_protection: true })).toEqual([]);
});

it('fills in the health check of a target group', async () => {
  const { aws, target } = await withTarget();
  const checked = (more: Values) => aws.create('aws_lb_target_group', { ...target, name: null, ...more });
  expect(await checked({ health_check: [{ protocol: 'TCP' }] })).toMatchObject({
    name: expect.stringMatching(/^tf-[0-9a-f]{29}$/),
    arn_suffix: expect.stringMatching(/^targetgroup\/tf-/),
    health_check: [{ protocol: 'TCP', timeout: 10, matcher: '', path: null }],
    preserve_client_ip: 'false',
    load_balancing_cross_zone_enabled: 'use_load_balancer_configuration',
  });
  expect(await checked({ protocol: 'HTTP', health_check: [{ path: '/health' }] })).toMatchObject({
    health_check: [{ path: '/health', timeout: 5, matcher: '200' }],
    protocol_version: 'HTTP1',
    load_balancing_algorithm_type: 'round_robin',
  });
});

it.each([
  [{ interval: 10, timeout: 10 }, /Health check interval must be greater than the timeout/],
  [{ matcher: '200-700' }, /HTTP code '700' must be within '200-599' inclusive/],
  [{ protocol: 'TCP', path: '/health' }, /health_check\[0\]\.path" cannot be specified when .* is "TCP"/],
])('refuses the health check %j', async (check, message) => {
  const { aws, target } = await withTarget();
  await expect(aws.create('aws_lb_target_group', { ...target, name: 'other', health_check: [check] })).rejects.toThrow(
    message,
  );
});

it.each([
  { health_check: [{ interval: 4 }] },
  { health_check: [{ path: 'health' }] },
  { health_check: [{ port: '0' }] },
  { deregistration_delay: '3601' },
  { protocol: 'tcp' },
  { name: '' },
  { target_group_health: [{ dns_failover: [{ minimum_healthy_targets_percentage: '0' }] }] },
])('refuses the target group setting %j before planning', (setting) => {
  expect(simulatedAws().validate('aws_lb_target_group', setting)).toHaveLength(1);
});

it('replaces a target group for another port, and changes its health check in place', async () => {
  const { aws, target, targetGroup } = await withTarget();
  expect(aws.replacedBy('aws_lb_target_group', targetGroup, { ...target, port: 8001 })).toEqual(['port']);
  const health_check = [{ protocol: 'HTTP', path: '/ready' }];
  expect(await aws.update('aws_lb_target_group', targetGroup, { ...target, health_check })).toMatchObject({
    health_check: [{ path: '/ready', matcher: '200-399' }],
  });
});

it('forwards from one port of a load balancer, and keeps what it forwards to', async () => {
  const { aws, balancer, targetGroup, listener } = await withTarget();
  const created = await aws.create('aws_lb_listener', listener());
  expect(created).toMatchObject({
    arn: expect.stringMatching(/:listener\/net\/chat\/[0-9a-f]{16}\/[0-9a-f]{16}$/),
    load_balancer_arn: of(balancer, 'arn'),
    default_action: [{ order: 1, type: 'forward' }],
    tcp_idle_timeout_seconds: 350,
    ssl_policy: '',
  });
  await expect(aws.create('aws_lb_listener', listener())).rejects.toThrow(
    /^DuplicateListener: A listener already exists on this port for this load balancer/,
  );
  await expect(aws.destroy('aws_lb_target_group', targetGroup)).rejects.toThrow(/^ResourceInUse: /);
  expect(await aws.update('aws_lb_listener', created, listener({ port: 81 }))).toMatchObject({ port: 81 });
});

it('refuses protocols that do not go together', async () => {
  const { aws, target, listener } = await withTarget();
  await expect(aws.create('aws_lb_listener', listener({ protocol: 'HTTP' }))).rejects.toThrow(
    /^ValidationError: Listener protocol 'HTTP' must be one of 'TCP, TLS,/,
  );
  const http = await aws.create('aws_lb_target_group', { ...target, name: 'http', protocol: 'HTTP' });
  const default_action = [{ type: 'forward', target_group_arn: of(http, 'arn') }];
  await expect(aws.create('aws_lb_listener', listener({ default_action }))).rejects.toThrow(
    /^InvalidConfigurationRequest: Listener protocol 'TCP' is not supported with a target group with protocol 'HTTP'/,
  );
});

it('refuses a target group of another network, of another load balancer, or of none', async () => {
  const { aws, config, target, listener } = await withTarget();
  const forwardTo = (target_group_arn: string) => listener({ default_action: [{ type: 'forward', target_group_arn }] });
  const other = await aws.create('aws_vpc', { cidr_block: '10.9.0.0/16' });
  const foreign = await aws.create('aws_lb_target_group', { ...target, name: 'foreign', vpc_id: of(other) });
  await expect(aws.create('aws_lb_listener', forwardTo(of(foreign, 'arn')))).rejects.toThrow(
    /^InvalidConfigurationRequest: The target group '.*' is not in the VPC of load balancer/,
  );
  const missing = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/none/0123456789abcdef';
  await expect(aws.create('aws_lb_listener', forwardTo(missing))).rejects.toThrow(/^TargetGroupNotFound: /);

  await aws.create('aws_lb_listener', listener());
  const second = await aws.create('aws_lb', { ...config, name: 'second' });
  await expect(aws.create('aws_lb_listener', listener({ load_balancer_arn: of(second, 'arn') }))).rejects.toThrow(
    /^TargetGroupAssociationLimit: /,
  );
});

it('encrypts only with an issued certificate of the region', async () => {
  const { aws, listener } = await withTarget();
  const tls = (more: Values = {}) => aws.create('aws_lb_listener', listener({ protocol: 'TLS', ...more }));
  await expect(tls()).rejects.toThrow('ValidationError: A certificate must be specified for TLS listeners');

  const request = { domain_name: 'chat.example.com', validation_method: 'DNS' };
  const foreign = await aws.in('us-west-2').create('aws_acm_certificate', request);
  await expect(tls({ certificate_arn: of(foreign, 'arn') })).rejects.toThrow(/^CertificateNotFound: /);

  const certificate = await aws.create('aws_acm_certificate', request);
  await expect(tls({ certificate_arn: of(certificate, 'arn') })).rejects.toThrow(
    /^UnsupportedCertificate: The certificate '.*' must have a fully-qualified domain name/,
  );
});
