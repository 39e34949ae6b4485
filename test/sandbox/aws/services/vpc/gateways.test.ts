import { of, withNetwork } from './network-support';

async function withAddress() {
  const network = await withNetwork();
  const { aws, subnets } = network;
  const address = await aws.create('aws_eip', { domain: 'vpc' });
  const nat = { subnet_id: of(subnets[0]), allocation_id: of(address, 'allocation_id') };
  return { ...network, address, nat };
}

it('has one internet gateway in a VPC', async () => {
  const { aws, vpc, gateway } = await withNetwork();
  expect(gateway).toMatchObject({
    id: expect.stringMatching(/^igw-/),
    arn: `arn:aws:ec2:us-east-1:123456789012:internet-gateway/${of(gateway)}`,
  });
  await expect(aws.create('aws_internet_gateway', { vpc_id: of(vpc) })).rejects.toThrow(
    `InvalidParameterValue: Network ${of(vpc)} already has an internet gateway attached`,
  );
});

it('gives an address a public name', async () => {
  const { address } = await withAddress();
  const ip = of(address, 'public_ip');
  expect(ip).toMatch(/^198\.1[89]\.\d+\.\d+$/);
  expect(address).toMatchObject({
    id: expect.stringMatching(/^eipalloc-/),
    allocation_id: of(address),
    public_dns: `ec2-${ip.replaceAll('.', '-')}.compute-1.amazonaws.com`,
    network_border_group: 'us-east-1',
  });
});

it('lends an address to one NAT gateway, which holds it and its subnet', async () => {
  const { aws, vpc, subnets, address, nat } = await withAddress();
  const gateway = await aws.create('aws_nat_gateway', nat);
  expect(gateway).toMatchObject({
    id: expect.stringMatching(/^nat-/),
    vpc_id: of(vpc),
    public_ip: of(address, 'public_ip'),
    private_ip: expect.stringMatching(/^10\.0\.0\.\d+$/),
    availability_mode: 'zonal',
  });
  await expect(aws.create('aws_nat_gateway', { ...nat, subnet_id: of(subnets[1]) })).rejects.toThrow(
    `Resource.AlreadyAssociated: Elastic IP address [${of(address)}] is already associated`,
  );
  await expect(aws.destroy('aws_eip', address)).rejects.toThrow(/^AuthFailure: /);
  await expect(aws.destroy('aws_subnet', subnets[0])).rejects.toThrow(/^DependencyViolation: /);
});

it('refuses a NAT gateway without an address or a way to the internet', async () => {
  const { aws, gateway, nat } = await withAddress();
  await expect(aws.create('aws_nat_gateway', { subnet_id: nat.subnet_id })).rejects.toThrow(/^MissingParameter: /);
  await aws.destroy('aws_internet_gateway', gateway);
  await expect(aws.create('aws_nat_gateway', nat)).rejects.toThrow(/^Gateway.NotAttached: /);
});

it('keeps an internet gateway as long as something in its VPC has a public address', async () => {
  const { aws, gateway, nat } = await withAddress();
  const natGateway = await aws.create('aws_nat_gateway', nat);
  await expect(aws.destroy('aws_internet_gateway', gateway)).rejects.toThrow(
    /^DependencyViolation: Network vpc-\w+ has some mapped public address\(es\)/,
  );
  await aws.destroy('aws_nat_gateway', natGateway);
  await aws.destroy('aws_internet_gateway', gateway);
});

it('replaces a NAT gateway for another subnet or address', async () => {
  const { aws, subnets, nat } = await withAddress();
  const gateway = await aws.create('aws_nat_gateway', nat);
  expect(aws.replacedBy('aws_nat_gateway', gateway, { ...nat, subnet_id: of(subnets[1]) })).toEqual(['subnet_id']);
  expect(aws.replacedBy('aws_nat_gateway', gateway, { ...nat, allocation_id: 'eipalloc-1' })).toEqual([
    'allocation_id',
  ]);
});

it('routes to gateways of its network only, and to each destination once', async () => {
  const { aws, vpc, gateway } = await withNetwork();
  const table = await aws.create('aws_route_table', { vpc_id: of(vpc) });
  const route = { route_table_id: of(table), destination_cidr_block: '0.0.0.0/0', gateway_id: of(gateway) };
  expect(await aws.create('aws_route', route)).toMatchObject({
    id: `r-${of(table)}1080289494`,
    origin: 'CreateRoute',
    state: 'active',
  });
  await expect(aws.create('aws_route', route)).rejects.toThrow(/^RouteAlreadyExists: /);
  await expect(aws.create('aws_route', { ...route, route_table_id: 'rtb-1' })).rejects.toThrow(
    /^InvalidRouteTableID.NotFound: /,
  );

  const other = await aws.create('aws_vpc', { cidr_block: '10.9.0.0/16' });
  const foreign = await aws.create('aws_route_table', { vpc_id: of(other) });
  await expect(aws.create('aws_route', { ...route, route_table_id: of(foreign) })).rejects.toThrow(
    /^InvalidParameterValue: route table rtb-\w+ and network gateway igw-\w+ belong to different networks/,
  );
});

it('moves a route to another gateway in place, and replaces it for another destination', async () => {
  const { aws, vpc, gateway, nat } = await withAddress();
  const table = await aws.create('aws_route_table', { vpc_id: of(vpc) });
  const natGateway = await aws.create('aws_nat_gateway', nat);
  const destination = { route_table_id: of(table), destination_cidr_block: '0.0.0.0/0' };
  const route = await aws.create('aws_route', { ...destination, gateway_id: of(gateway) });
  const moved = { ...destination, nat_gateway_id: of(natGateway) };
  expect(await aws.update('aws_route', route, moved)).toMatchObject({ id: of(route), gateway_id: null });
  expect(aws.replacedBy('aws_route', route, { ...moved, destination_cidr_block: '10.0.0.0/8' })).toEqual([
    'destination_cidr_block',
  ]);
});

it('has one route table for a subnet, and keeps a table that has a subnet', async () => {
  const { aws, vpc, subnets } = await withNetwork();
  const table = await aws.create('aws_route_table', { vpc_id: of(vpc) });
  const association = { subnet_id: of(subnets[0]), route_table_id: of(table) };
  const created = await aws.create('aws_route_table_association', association);
  await expect(aws.create('aws_route_table_association', association)).rejects.toThrow(/^Resource.AlreadyAssociated: /);
  await expect(aws.destroy('aws_route_table', table)).rejects.toThrow(/^DependencyViolation: /);

  const other = await aws.create('aws_route_table', { vpc_id: of(vpc) });
  await aws.update('aws_route_table_association', created, { ...association, route_table_id: of(other) });
  await aws.destroy('aws_route_table', table);
});
