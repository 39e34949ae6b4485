import {
  type EndpointService,
  RegionalEndpoint,
  type RegionalEndpointProps,
} from '../../../constructs/inference/regional-endpoint';
import { TerraformOutput, Token } from '../../../constructs/substrate/cdktf';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const chat: EndpointService = {
  name: 'chat',
  listenerPort: 443,
  targetPort: 8000,
  healthCheckPath: '/health',
  probe: { intervalSeconds: 10, timeoutSeconds: 4, healthyThreshold: 2, unhealthyThreshold: 3 },
  deregistrationDelaySeconds: 600,
};

const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/0f0e0d0c-0000-0000-0000-000000000000';

function endpoint(props: Partial<RegionalEndpointProps> = {}): Synthesized {
  return synthesize((stack) => {
    new RegionalEndpoint(stack, 'endpoint', {
      nameParts: ['chat-prod', 'use1'],
      vpcId: 'vpc-1',
      vpcCidr: '10.10.0.0/16',
      publicSubnetIds: ['subnet-a', 'subnet-b'],
      certificateArn,
      services: [chat],
      accessLogBucketName: 'ninefold-logs',
      deletionProtection: true,
      ...props,
    });
  });
}

function targetGroupName(props: Partial<RegionalEndpointProps>): string {
  return String(endpoint(props).resource('aws_lb_target_group')['name']);
}

describe('RegionalEndpoint', () => {
  it('is an internet-facing Network Load Balancer across zones that logs and is protected', () => {
    expect(endpoint().resource('aws_lb')).toMatchObject({
      name: 'chat-prod-use1',
      load_balancer_type: 'network',
      internal: false,
      subnets: ['subnet-a', 'subnet-b'],
      enable_cross_zone_load_balancing: true,
      enable_deletion_protection: true,
      access_logs: { enabled: true, bucket: 'ninefold-logs', prefix: 'nlb' },
    });
  });

  it('ends TLS with a current policy', () => {
    expect(endpoint().resource('aws_lb_listener')).toMatchObject({
      port: 443,
      protocol: 'TLS',
      ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificate_arn: certificateArn,
      default_action: [
        { type: 'forward', target_group_arn: expect.stringMatching(/^\$\{aws_lb_target_group\..*\.arn\}$/) },
      ],
    });
  });

  it('passes TCP to pods, probes them over HTTP and closes what outlives them', () => {
    expect(endpoint().resource('aws_lb_target_group')).toMatchObject({
      port: 8000,
      protocol: 'TCP',
      target_type: 'ip',
      deregistration_delay: '600',
      connection_termination: true,
      preserve_client_ip: 'false',
      target_health_state: [{ enable_unhealthy_connection_termination: true }],
      health_check: {
        protocol: 'HTTP',
        path: '/health',
        port: 'traffic-port',
        interval: 10,
        timeout: 4,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      lifecycle: { create_before_destroy: true },
    });
  });

  it('admits clients to the listener ports and reaches the VPC on the target ports only', () => {
    const services = [chat, { ...chat, name: 'embed', listenerPort: 8443 }];
    const result = endpoint({ services });
    const ingress = Object.values(result.resources('aws_vpc_security_group_ingress_rule'));
    expect(ingress.map((rule) => [rule['from_port'], rule['to_port'], rule['cidr_ipv4']])).toEqual([
      [443, 443, '0.0.0.0/0'],
      [8443, 8443, '0.0.0.0/0'],
    ]);
    expect(result.resource('aws_vpc_security_group_egress_rule')).toMatchObject({
      from_port: 8000,
      to_port: 8000,
      cidr_ipv4: '10.10.0.0/16',
    });
  });

  it('keeps the listener and the rule of a port, of which AWS allows one, when the service gets another name', () => {
    const renamed = endpoint({ services: [{ ...chat, name: 'talk' }] });
    for (const type of ['aws_lb_listener', 'aws_vpc_security_group_ingress_rule']) {
      expect(Object.keys(renamed.resources(type))).toEqual(Object.keys(endpoint().resources(type)));
    }
  });

  it('names a target group anew exactly when a change replaces it', () => {
    const name = targetGroupName({});
    expect(name).toMatch(/^chat-prod-use1-chat-[0-9a-f]{8}$/);
    expect(targetGroupName({ services: [{ ...chat, healthCheckPath: '/ready', listenerPort: 444 }] })).toBe(name);
    expect(targetGroupName({ services: [{ ...chat, targetPort: 8001 }] })).not.toBe(name);
    expect(targetGroupName({ vpcCidr: '10.20.0.0/16' })).not.toBe(name);
  });

  it('keeps names within 32 characters and still names a target group anew', () => {
    const nameParts = ['a-project-with-a-long-name', 'production', 'use1'];
    const name = targetGroupName({ nameParts });
    expect(name.length).toBeLessThanOrEqual(32);
    expect(targetGroupName({ nameParts, services: [{ ...chat, targetPort: 8001 }] })).not.toBe(name);
    expect(String(endpoint({ nameParts }).resource('aws_lb')['name']).length).toBeLessThanOrEqual(32);
  });

  it('fails when the address range of the VPC is a reference, which would make names depend on chance', () => {
    expect(() => endpoint({ vpcCidr: Token.asString({ ref: 'cidr' }) })).toThrow(
      'vpcCidr: must be a literal, got a reference',
    );
  });

  it('gives target groups by service name', () => {
    const result = synthesize((stack) => {
      const built = new RegionalEndpoint(stack, 'endpoint', {
        nameParts: ['chat'],
        vpcId: 'vpc-1',
        vpcCidr: '10.10.0.0/16',
        publicSubnetIds: ['subnet-a'],
        certificateArn,
        services: [chat],
        accessLogBucketName: 'ninefold-logs',
        deletionProtection: false,
      });
      new TerraformOutput(stack, 'target-groups', { value: built.targetGroupArns });
    });
    expect(result.json['output']).toMatchObject({
      'target-groups': { value: { chat: expect.stringMatching(/^\$\{aws_lb_target_group\..*\.arn\}$/) } },
    });
  });

  itWithTerraform(
    'is accepted by Terraform',
    () => {
      const services = [chat, { ...chat, name: 'embed', listenerPort: 8443, targetPort: 8080 }];
      expect(validateJson(endpoint({ services }).json)).toEqual([]);
    },
    60_000,
  );
});
