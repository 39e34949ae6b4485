import { RegionNetwork, type RegionNetworkProps } from '../../../constructs/network/region-network';
import { TerraformOutput } from '../../../constructs/substrate/cdktf';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const zones: RegionNetworkProps['zones'] = [
  { id: 'use1-az1', privateCidr: '10.10.0.0/20', publicCidr: '10.10.240.0/24', controlPlaneCidr: '10.10.248.0/26' },
  { id: 'use1-az2', privateCidr: '10.10.16.0/20', publicCidr: '10.10.241.0/24', controlPlaneCidr: '10.10.248.64/26' },
  { id: 'use1-az4', privateCidr: '10.10.32.0/20', publicCidr: '10.10.242.0/24', controlPlaneCidr: '10.10.248.128/26' },
];

const minimal: RegionNetworkProps = {
  name: 'chat-assistant-prod-use1',
  accountId: '111122223333',
  region: 'us-east-1',
  cidr: '10.10.0.0/16',
  zones: zones.slice(0, 1),
  nat: 'single',
  interfaceEndpointServices: [],
  flowLogRetentionDays: 365,
  clusterName: 'chat-assistant-prod-use1',
};

const full: RegionNetworkProps = {
  ...minimal,
  zones,
  nat: 'per-zone',
  interfaceEndpointServices: ['ecr.api', 'ecr.dkr', 'sts', 'logs', 'eks-auth'],
};

function synthesizeNetwork(props: RegionNetworkProps): Synthesized & { readonly network: RegionNetwork } {
  const built: RegionNetwork[] = [];
  const result = synthesize((stack) => {
    built.push(new RegionNetwork(stack, 'network', props));
  });
  const [network] = built;
  if (network === undefined) throw new Error('nothing was built');
  return { ...result, network };
}

/** Resources of a type by their Name tag. */
function byName(result: Synthesized, type: string): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.values(result.resources(type)).map((resource) => [(resource['tags'] as { Name: string }).Name, resource]),
  );
}

/** The logical id of the resource of a type that carries the Name tag. */
function idOf(result: Synthesized, type: string, name: string): string {
  const found = Object.entries(result.resources(type)).find(
    ([, resource]) => (resource['tags'] as { Name: string }).Name === name,
  );
  if (found === undefined) throw new Error(`no ${type} named ${name}`);
  return found[0];
}

/** The NAT gateway behind the default route of each zone's private table. */
function natGatewayByZone(result: Synthesized): Record<string, unknown> {
  const routes = Object.values(result.resources('aws_route'));
  return Object.fromEntries(
    zones.map(({ id }) => {
      const table = idOf(result, 'aws_route_table', `chat-assistant-prod-use1-private-${id}`);
      const route = routes.find((r) => r['route_table_id'] === `\${aws_route_table.${table}.id}`);
      return [id, route?.['nat_gateway_id']];
    }),
  );
}

describe('RegionNetwork', () => {
  it('gives the VPC its range, and DNS for private endpoints', () => {
    expect(synthesizeNetwork(minimal).resource('aws_vpc')).toEqual({
      cidr_block: '10.10.0.0/16',
      enable_dns_hostnames: true,
      enable_dns_support: true,
      tags: { Name: 'chat-assistant-prod-use1' },
    });
  });

  it('makes three subnets in each zone, with the ranges it was given', () => {
    const subnets = byName(synthesizeNetwork(full), 'aws_subnet');
    expect(
      Object.entries(subnets).map(([name, subnet]) => [name, subnet['availability_zone_id'], subnet['cidr_block']]),
    ).toEqual([
      ['chat-assistant-prod-use1-public-use1-az1', 'use1-az1', '10.10.240.0/24'],
      ['chat-assistant-prod-use1-private-use1-az1', 'use1-az1', '10.10.0.0/20'],
      ['chat-assistant-prod-use1-control-plane-use1-az1', 'use1-az1', '10.10.248.0/26'],
      ['chat-assistant-prod-use1-public-use1-az2', 'use1-az2', '10.10.241.0/24'],
      ['chat-assistant-prod-use1-private-use1-az2', 'use1-az2', '10.10.16.0/20'],
      ['chat-assistant-prod-use1-control-plane-use1-az2', 'use1-az2', '10.10.248.64/26'],
      ['chat-assistant-prod-use1-public-use1-az4', 'use1-az4', '10.10.242.0/24'],
      ['chat-assistant-prod-use1-private-use1-az4', 'use1-az4', '10.10.32.0/20'],
      ['chat-assistant-prod-use1-control-plane-use1-az4', 'use1-az4', '10.10.248.128/26'],
    ]);
  });

  it('gives no public address to anything launched in a subnet', () => {
    const subnets = Object.values(synthesizeNetwork(full).resources('aws_subnet'));
    expect(subnets).toHaveLength(9);
    expect(subnets.filter((subnet) => subnet['map_public_ip_on_launch'] !== false)).toEqual([]);
  });

  it('tags subnets for load balancers and Karpenter, and leaves the control plane alone', () => {
    const subnets = byName(synthesizeNetwork({ ...minimal, clusterName: 'chat-prod' }), 'aws_subnet');
    expect(Object.values(subnets).map((subnet) => subnet['tags'])).toEqual([
      { Name: 'chat-assistant-prod-use1-public-use1-az1', 'kubernetes.io/role/elb': '1' },
      {
        Name: 'chat-assistant-prod-use1-private-use1-az1',
        'kubernetes.io/role/internal-elb': '1',
        'karpenter.sh/discovery': 'chat-prod',
      },
      { Name: 'chat-assistant-prod-use1-control-plane-use1-az1' },
    ]);
  });

  it('keeps the upper half of each private subnet for pod prefixes', () => {
    const reservations = Object.values(synthesizeNetwork(full).resources('aws_ec2_subnet_cidr_reservation'));
    expect(reservations.map((reservation) => [reservation['reservation_type'], reservation['cidr_block']])).toEqual([
      ['prefix', '10.10.8.0/21'],
      ['prefix', '10.10.24.0/21'],
      ['prefix', '10.10.40.0/21'],
    ]);
  });

  it('lets nothing into a private subnet before its prefixes are reserved', () => {
    const result = synthesizeNetwork(full);
    const reserved = /^\$\{aws_ec2_subnet_cidr_reservation\.[\w-]+\.subnet_id\}$/;
    const endpoint = byName(result, 'aws_vpc_endpoint')['chat-assistant-prod-use1-sts'];
    const subnetIds = endpoint?.['subnet_ids'] as string[];
    expect(subnetIds).toHaveLength(3);
    for (const subnetId of subnetIds) expect(subnetId).toMatch(reserved);
  });

  it('closes the default security group', () => {
    const group = synthesizeNetwork(minimal).resource('aws_default_security_group');
    expect(Object.keys(group)).toEqual(['tags', 'vpc_id']);
  });

  it('sends each private subnet through the NAT gateway of its own zone', () => {
    const result = synthesizeNetwork(full);
    expect(Object.keys(result.resources('aws_nat_gateway'))).toHaveLength(3);
    expect(Object.keys(result.resources('aws_eip'))).toHaveLength(3);
    expect(natGatewayByZone(result)).toEqual(
      Object.fromEntries(
        zones.map(({ id }) => {
          const gateway = idOf(result, 'aws_nat_gateway', `chat-assistant-prod-use1-nat-${id}`);
          return [id, `\${aws_nat_gateway.${gateway}.id}`];
        }),
      ),
    );
    expect(result.network.natPublicIps).toHaveLength(3);
  });

  it('sends all private subnets through the NAT gateway of the first zone if there is a single one', () => {
    const result = synthesizeNetwork({ ...full, nat: 'single' });
    const [gateway, ...others] = Object.keys(result.resources('aws_nat_gateway'));
    const target = `\${aws_nat_gateway.${gateway}.id}`;
    expect(others).toEqual([]);
    expect(result.resource('aws_nat_gateway')['tags']).toEqual({ Name: 'chat-assistant-prod-use1-nat-use1-az1' });
    expect(natGatewayByZone(result)).toEqual({ 'use1-az1': target, 'use1-az2': target, 'use1-az4': target });
    expect(result.network.natPublicIps).toHaveLength(1);
  });

  it('keeps every address when a single NAT gateway becomes one a zone, and when a zone is added', () => {
    const addresses = (props: RegionNetworkProps) => {
      const { json } = synthesizeNetwork(props);
      return Object.entries(json['resource'] as Record<string, object>).flatMap(([type, group]) =>
        Object.keys(group).map((id) => `${type}.${id}`),
      );
    };
    const small = addresses({ ...full, nat: 'single', zones: zones.slice(1) });
    expect(addresses(full)).toEqual(expect.arrayContaining(small));
  });

  it('makes NAT gateways and their addresses wait for the internet gateway', () => {
    const result = synthesizeNetwork(minimal);
    const [internetGateway] = Object.keys(result.resources('aws_internet_gateway'));
    const dependsOn = [`aws_internet_gateway.${internetGateway}`];
    expect(result.resource('aws_eip')).toMatchObject({ domain: 'vpc', depends_on: dependsOn });
    expect(result.resource('aws_nat_gateway')).toMatchObject({ depends_on: dependsOn });
  });

  it('routes public subnets to the internet gateway and control-plane subnets nowhere', () => {
    const result = synthesizeNetwork(full);
    const table = (name: string) =>
      `\${aws_route_table.${idOf(result, 'aws_route_table', `chat-assistant-prod-use1-${name}`)}.id}`;
    const routes = Object.values(result.resources('aws_route'));
    const associations = Object.values(result.resources('aws_route_table_association'));
    const subnetsOf = (name: string) => associations.filter((each) => each['route_table_id'] === table(name)).length;

    const [internetGateway] = Object.keys(result.resources('aws_internet_gateway'));
    expect(routes.filter((route) => route['route_table_id'] === table('public'))).toEqual([
      {
        route_table_id: table('public'),
        destination_cidr_block: '0.0.0.0/0',
        gateway_id: `\${aws_internet_gateway.${internetGateway}.id}`,
      },
    ]);
    expect(routes.filter((route) => route['route_table_id'] === table('control-plane'))).toEqual([]);
    expect([subnetsOf('public'), subnetsOf('control-plane'), subnetsOf('private-use1-az2')]).toEqual([3, 3, 1]);
  });

  it('reaches S3 from private and control-plane subnets through a gateway endpoint', () => {
    const endpoint = synthesizeNetwork({ ...full, interfaceEndpointServices: [] }).resource('aws_vpc_endpoint');
    expect(endpoint).toMatchObject({ vpc_endpoint_type: 'Gateway', service_name: 'com.amazonaws.us-east-1.s3' });
    expect(endpoint['route_table_ids']).toHaveLength(4);
  });

  it('has no security group of its own without interface endpoints', () => {
    const result = synthesizeNetwork(minimal);
    expect(result.resources('aws_security_group')).toEqual({});
    expect(result.resources('aws_vpc_security_group_ingress_rule')).toEqual({});
  });

  it('puts interface endpoints with private DNS into every private subnet', () => {
    const result = synthesizeNetwork(full);
    const endpoints = byName(result, 'aws_vpc_endpoint');
    const [group] = Object.keys(result.resources('aws_security_group'));
    expect(Object.keys(endpoints)).toHaveLength(6);
    expect(endpoints['chat-assistant-prod-use1-ecr.api']).toMatchObject({
      vpc_endpoint_type: 'Interface',
      service_name: 'com.amazonaws.us-east-1.ecr.api',
      private_dns_enabled: true,
      security_group_ids: [`\${aws_security_group.${group}.id}`],
    });
  });

  it('lets only HTTPS from the VPC reach interface endpoints, and nothing leave them', () => {
    const result = synthesizeNetwork(full);
    expect(result.resource('aws_vpc_security_group_ingress_rule')).toMatchObject({
      description: 'HTTPS from the VPC',
      cidr_ipv4: '10.10.0.0/16',
      ip_protocol: 'tcp',
      from_port: 443,
      to_port: 443,
    });
    expect(result.resources('aws_vpc_security_group_egress_rule')).toEqual({});
    expect(result.resource('aws_security_group')).not.toHaveProperty('egress');
  });

  it('records all traffic by the minute in an encrypted log group', () => {
    const result = synthesizeNetwork(minimal);
    const [key] = Object.keys(result.resources('aws_kms_key'));
    expect(result.resource('aws_flow_log')).toMatchObject({
      traffic_type: 'ALL',
      max_aggregation_interval: 60,
      log_destination_type: 'cloud-watch-logs',
    });
    expect(result.resource('aws_cloudwatch_log_group')).toEqual({
      name: '/aws/vpc-flow-logs/chat-assistant-prod-use1',
      retention_in_days: 365,
      kms_key_id: `\${aws_kms_key.${key}.arn}`,
    });
    expect(String(result.resource('aws_kms_key')['policy'])).toContain('logs.us-east-1.amazonaws.com');
  });

  it('lets only flow logs of the account assume the role, and only write to the log group', () => {
    const result = synthesizeNetwork(minimal);
    const statements = (policy: unknown) => (JSON.parse(String(policy)) as { Statement: unknown[] }).Statement;
    const [logGroup] = Object.keys(result.resources('aws_cloudwatch_log_group'));
    expect(statements(result.resource('aws_iam_role')['assume_role_policy'])).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/*' },
        },
      },
    ]);
    expect(statements(result.resource('aws_iam_role_policy')['policy'])).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        Resource: `\${aws_cloudwatch_log_group.${logGroup}.arn}:*`,
      },
      {
        Effect: 'Allow',
        Action: 'logs:DescribeLogGroups',
        Resource: 'arn:aws:logs:us-east-1:111122223333:log-group:*',
      },
    ]);
  });

  it('exposes subnets by zone id, in the order of the zones', () => {
    const { network } = synthesizeNetwork(full);
    const ids = ['use1-az1', 'use1-az2', 'use1-az4'];
    expect(network.vpcCidr).toBe('10.10.0.0/16');
    expect(Object.keys(network.privateSubnetIds)).toEqual(ids);
    expect(Object.keys(network.publicSubnetIds)).toEqual(ids);
    expect(Object.keys(network.controlPlaneSubnetIds)).toEqual(ids);
  });

  it('fails without zones', () => {
    expect(() => synthesizeNetwork({ ...minimal, zones: [] })).toThrow(
      'RegionNetwork chat-assistant-prod-use1 needs at least one zone',
    );
  });

  itWithTerraform(
    'is accepted by Terraform with every zone, endpoint and output',
    () => {
      const result = synthesize((stack) => {
        const network = new RegionNetwork(stack, 'network', full);
        const { vpcId, vpcCidr, privateSubnetIds, publicSubnetIds, controlPlaneSubnetIds, natPublicIps } = network;
        new TerraformOutput(stack, 'out', {
          value: { vpcId, vpcCidr, privateSubnetIds, publicSubnetIds, controlPlaneSubnetIds, natPublicIps },
        });
      });
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
