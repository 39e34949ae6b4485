import { simulatedAws } from '../../../../support/simulated-aws';
import { of, withNetwork } from './network-support';

it('makes a VPC with a security group, a main route table and a network ACL of its own', async () => {
  const aws = simulatedAws();
  const vpc = await aws.create('aws_vpc', { cidr_block: '10.0.0.0/16' });
  expect(vpc).toMatchObject({
    id: expect.stringMatching(/^vpc-[0-9a-f]{17}$/),
    arn: `arn:aws:ec2:us-east-1:123456789012:vpc/${of(vpc)}`,
    owner_id: '123456789012',
    enable_dns_hostnames: false,
    enable_dns_support: null,
    main_route_table_id: of(vpc, 'default_route_table_id'),
    dhcp_options_id: expect.stringMatching(/^dopt-/),
    ipv6_cidr_block: null,
  });
  expect(aws.objects()).toEqual(
    expect.arrayContaining([
      { region: 'us-east-1', type: 'aws_security_group', id: of(vpc, 'default_security_group_id') },
      { region: 'us-east-1', type: 'aws_route_table', id: of(vpc, 'main_route_table_id') },
      { region: 'us-east-1', type: 'aws_network_acl', id: of(vpc, 'default_network_acl_id') },
    ]),
  );
  await aws.destroy('aws_vpc', vpc);
  expect(aws.objects()).toEqual([]);
});

it.each(['10.0.0.0/15', '10.0.0.0/29', '10.0.0.1/16', '10.0.0.0', '2001:db8::/28'])(
  'refuses the VPC range %s before planning',
  (cidr_block) => {
    expect(simulatedAws().validate('aws_vpc', { cidr_block })).toHaveLength(1);
  },
);

it('replaces a VPC for another range, and changes its DNS in place', async () => {
  const { aws, vpc } = await withNetwork();
  expect(aws.replacedBy('aws_vpc', vpc, { cidr_block: '10.1.0.0/16', enable_dns_hostnames: true })).toEqual([
    'cidr_block',
  ]);
  expect(await aws.update('aws_vpc', vpc, { cidr_block: '10.0.0.0/16', enable_dns_hostnames: false })).toMatchObject({
    id: of(vpc),
    enable_dns_hostnames: false,
  });
});

it('keeps a VPC as long as anything is in it', async () => {
  const { aws, vpc, gateway, subnets } = await withNetwork();
  const inUse = () => expect(aws.destroy('aws_vpc', vpc)).rejects.toThrow(/^DependencyViolation: /);
  await inUse();
  for (const subnet of subnets) await aws.destroy('aws_subnet', subnet);
  await inUse();
  await aws.destroy('aws_internet_gateway', gateway);
  const group = await aws.create('aws_security_group', { name: 'nodes', vpc_id: of(vpc) });
  await inUse();
  await aws.destroy('aws_security_group', group);
  const table = await aws.create('aws_route_table', { vpc_id: of(vpc) });
  await inUse();
  await aws.destroy('aws_route_table', table);
  await aws.destroy('aws_vpc', vpc);
});

it('puts a subnet into its zone', async () => {
  const { subnets } = await withNetwork();
  expect(subnets[1]).toMatchObject({
    id: expect.stringMatching(/^subnet-[0-9a-f]{17}$/),
    arn: `arn:aws:ec2:us-east-1:123456789012:subnet/${of(subnets[1])}`,
    availability_zone: 'us-east-1b',
    availability_zone_id: 'use1-az2',
    private_dns_hostname_type_on_launch: 'ip-name',
    map_public_ip_on_launch: null,
  });
});

it.each([
  ['10.1.0.0/24', 'InvalidSubnet.Range'],
  ['10.0.0.0/29', 'InvalidSubnet.Range'],
  ['10.0.0.128/25', 'InvalidSubnet.Conflict'],
  ['10.0.0.0/23', 'InvalidSubnet.Conflict'],
])('refuses the subnet %s with %s', async (cidr, code) => {
  const { subnet } = await withNetwork();
  await expect(subnet(cidr, 'use1-az4')).rejects.toThrow(`${code}: The CIDR '${cidr}' `);
});

it('refuses a subnet in a zone of another region or in no VPC', async () => {
  const { aws, vpc, subnet } = await withNetwork();
  await expect(subnet('10.0.2.0/24', 'usw2-az1')).rejects.toThrow(
    /^InvalidParameterValue: Value \(usw2-az1\) for parameter availabilityZoneId is invalid. .* use1-az1, use1-az2,/,
  );
  const config = { cidr_block: '10.0.2.0/24' };
  await expect(aws.create('aws_subnet', { ...config, vpc_id: 'vpc-1' })).rejects.toThrow(/^InvalidVpcID.NotFound: /);
  await expect(aws.in('us-west-2').create('aws_subnet', { ...config, vpc_id: of(vpc) })).rejects.toThrow(
    /^InvalidVpcID.NotFound: /,
  );
});

it('replaces a subnet for another range or zone, and changes its settings in place', async () => {
  const { aws, vpc, subnets } = await withNetwork();
  const config = { vpc_id: of(vpc), cidr_block: '10.0.0.0/24', availability_zone_id: 'use1-az1' };
  expect(aws.replacedBy('aws_subnet', subnets[0], { ...config, cidr_block: '10.0.9.0/24' })).toEqual(['cidr_block']);
  expect(aws.replacedBy('aws_subnet', subnets[0], { ...config, availability_zone_id: 'use1-az4' })).toEqual([
    'availability_zone_id',
  ]);
  expect(aws.replacedBy('aws_subnet', subnets[0], { ...config, map_public_ip_on_launch: true })).toEqual([]);
});

it('keeps part of a subnet for prefixes, once', async () => {
  const { aws, subnets } = await withNetwork();
  const reserve = (cidr_block: string) =>
    aws.create('aws_ec2_subnet_cidr_reservation', {
      subnet_id: of(subnets[0]),
      reservation_type: 'prefix',
      cidr_block,
    });
  const reservation = await reserve('10.0.0.128/25');
  expect(reservation).toMatchObject({ id: expect.stringMatching(/^scr-/), owner_id: '123456789012' });
  await expect(reserve('10.0.1.0/28')).rejects.toThrow(/^InvalidParameterValue: .* is not within 10.0.0.0\/24/);
  await expect(reserve('10.0.0.240/28')).rejects.toThrow(/^InvalidParameterValue: .* conflicts with reservation scr-/);
  const imported = `${of(subnets[0])}:${of(reservation)}`;
  expect(await aws.importObject('aws_ec2_subnet_cidr_reservation', imported)).toEqual(reservation);
});

it('deletes what is kept of a subnet together with it', async () => {
  const { aws, subnets } = await withNetwork();
  const config = { subnet_id: of(subnets[0]), reservation_type: 'prefix', cidr_block: '10.0.0.128/25' };
  const reservation = await aws.create('aws_ec2_subnet_cidr_reservation', config);
  await aws.destroy('aws_subnet', subnets[0]);
  expect(await aws.read('aws_ec2_subnet_cidr_reservation', reservation)).toBeNull();
});

it('has a placement group of a name once in a region', async () => {
  const aws = simulatedAws();
  const config = { name: 'training', strategy: 'cluster' };
  expect(await aws.create('aws_placement_group', config)).toMatchObject({
    id: 'training',
    arn: 'arn:aws:ec2:us-east-1:123456789012:placement-group/training',
    placement_group_id: expect.stringMatching(/^pg-/),
    spread_level: null,
  });
  await expect(aws.create('aws_placement_group', config)).rejects.toThrow(/^InvalidPlacementGroup.Duplicate: /);
  await aws.in('us-west-2').create('aws_placement_group', config);
});
