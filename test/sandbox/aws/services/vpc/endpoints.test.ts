import type { Values } from '../../../../../sandbox/protocol/value';
import { of, withNetwork } from './network-support';

const type = 'aws_vpc_endpoint';

async function withGroup() {
  const network = await withNetwork();
  const { aws, vpc, subnets } = network;
  const group = await aws.create('aws_security_group', { name: 'endpoints', vpc_id: of(vpc) });
  const config = (service: string, more: Values = {}): Values => ({
    vpc_id: of(vpc),
    vpc_endpoint_type: 'Interface',
    service_name: `com.amazonaws.us-east-1.${service}`,
    private_dns_enabled: true,
    subnet_ids: subnets.map((subnet) => of(subnet)),
    security_group_ids: [of(group)],
    ...more,
  });
  return { ...network, group, config };
}

it('answers under names of its own and under the public name of the service', async () => {
  const { aws, config } = await withGroup();
  const endpoint = await aws.create(type, config('ecr.api'));
  expect(endpoint).toMatchObject({
    id: expect.stringMatching(/^vpce-/),
    state: 'available',
    network_interface_ids: [expect.stringMatching(/^eni-/), expect.stringMatching(/^eni-/)],
    dns_entry: [
      { dns_name: expect.stringMatching(/^vpce-\w+-\w{8}\.ecr\.api\.us-east-1\.vpce\.amazonaws\.com$/) },
      { dns_name: 'api.ecr.us-east-1.amazonaws.com' },
    ],
    prefix_list_id: '',
  });
});

it('leads to S3 through route tables, each of them once', async () => {
  const { aws, vpc } = await withNetwork();
  const table = await aws.create('aws_route_table', { vpc_id: of(vpc) });
  const config = {
    vpc_id: of(vpc),
    vpc_endpoint_type: 'Gateway',
    service_name: 'com.amazonaws.us-east-1.s3',
    route_table_ids: [of(table)],
  };
  expect(await aws.create(type, config)).toMatchObject({
    prefix_list_id: expect.stringMatching(/^pl-[0-9a-f]{8}$/),
    route_table_ids: [of(table)],
    subnet_ids: [],
    private_dns_enabled: false,
  });
  await expect(aws.create(type, config)).rejects.toThrow(/^RouteAlreadyExists: /);
  await expect(aws.create(type, { ...config, service_name: 'com.amazonaws.us-east-1.sts' })).rejects.toThrow(
    /^InvalidParameter: Endpoint type \(Gateway\) does not match/,
  );
});

it('refuses a service of another region', async () => {
  const { aws, config } = await withGroup();
  await expect(aws.create(type, config('', { service_name: 'com.amazonaws.us-west-2.sts' }))).rejects.toThrow(
    "InvalidServiceName: The Vpc Endpoint Service 'com.amazonaws.us-west-2.sts' does not exist",
  );
});

it('refuses a second private name for a service, and any where the VPC has no DNS names', async () => {
  const { aws, vpc, config } = await withGroup();
  await aws.create(type, config('sts'));
  await expect(aws.create(type, config('sts'))).rejects.toThrow(
    /conflicting DNS domain for sts\.us-east-1\.amazonaws\.com in the VPC/,
  );
  await aws.create(type, config('sts', { private_dns_enabled: false }));
  await aws.update('aws_vpc', vpc, { cidr_block: '10.0.0.0/16', enable_dns_hostnames: false });
  await expect(aws.create(type, config('ecr.api'))).rejects.toThrow(
    /^InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames/,
  );
});

it('refuses two subnets of one zone, and subnets and groups of other networks', async () => {
  const { aws, config, subnet, subnets } = await withGroup();
  const third = await subnet('10.0.2.0/24', 'use1-az1');
  await expect(aws.create(type, config('sts', { subnet_ids: [of(subnets[0]), of(third)] }))).rejects.toThrow(
    /^DuplicateSubnetsInSameZone: /,
  );
  const other = await aws.create('aws_vpc', { cidr_block: '10.9.0.0/16' });
  const foreignGroup = await aws.create('aws_security_group', { name: 'other', vpc_id: of(other) });
  const foreignSubnet = await aws.create('aws_subnet', { vpc_id: of(other), cidr_block: '10.9.0.0/24' });
  await expect(aws.create(type, config('sts', { security_group_ids: [of(foreignGroup)] }))).rejects.toThrow(
    /^InvalidParameter: The security group/,
  );
  await expect(aws.create(type, config('sts', { subnet_ids: [of(foreignSubnet)] }))).rejects.toThrow(
    /^InvalidParameter: The subnet/,
  );
});

it('holds its subnets and groups, and takes others in place', async () => {
  const { aws, config, subnets, group } = await withGroup();
  const endpoint = await aws.create(type, config('sts'));
  await expect(aws.destroy('aws_subnet', subnets[1])).rejects.toThrow(/^DependencyViolation: /);
  await expect(aws.destroy('aws_security_group', group)).rejects.toThrow(/^DependencyViolation: /);
  await aws.update(type, endpoint, config('sts', { subnet_ids: [of(subnets[0])] }));
  await aws.destroy('aws_subnet', subnets[1]);
  expect(aws.replacedBy(type, endpoint, config('ecr.api'))).toEqual(['service_name']);
});

it('logs the traffic of a VPC once to each destination, without holding the VPC', async () => {
  const { aws, vpc } = await withNetwork();
  const role = await aws.create('aws_iam_role', {
    name: 'flow-logs',
    assume_role_policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'vpc-flow-logs.amazonaws.com' } }],
    }),
  });
  const config = {
    vpc_id: of(vpc),
    traffic_type: 'ALL',
    iam_role_arn: of(role, 'arn'),
    log_destination: 'arn:aws:logs:us-east-1:123456789012:log-group:flows',
    max_aggregation_interval: 60,
  };
  const log = await aws.create('aws_flow_log', config);
  expect(log).toMatchObject({
    id: expect.stringMatching(/^fl-/),
    log_format: expect.stringMatching(/^\$\{version\} \$\{account-id\}/),
  });
  await expect(aws.create('aws_flow_log', config)).rejects.toThrow(/^FlowLogAlreadyExists: /);
  await expect(aws.create('aws_flow_log', { ...config, max_aggregation_interval: 100 })).rejects.toThrow(
    /one of \[60 600\], got 100/,
  );
  await expect(aws.create('aws_flow_log', { ...config, iam_role_arn: null })).rejects.toThrow(
    /DeliverLogsPermissionArn can't be empty/,
  );
  expect(aws.replacedBy('aws_flow_log', log, { ...config, traffic_type: 'REJECT' })).toEqual(['traffic_type']);
});
