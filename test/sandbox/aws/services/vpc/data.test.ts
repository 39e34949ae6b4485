import { simulatedAws } from '../../../../support/simulated-aws';
import { of, withNetwork } from './network-support';

it('knows the zones of a region', async () => {
  expect(await simulatedAws().in('us-west-1').data('aws_availability_zones', {})).toMatchObject({
    id: 'us-west-1',
    names: ['us-west-1a', 'us-west-1b'],
    zone_ids: ['usw1-az1', 'usw1-az3'],
    group_names: ['us-west-1'],
  });
  const exclude_zone_ids = ['usw1-az1'];
  expect(await simulatedAws().in('us-west-1').data('aws_availability_zones', { exclude_zone_ids })).toMatchObject({
    names: ['us-west-1b'],
  });
});

it('finds a VPC by its tags, and its subnets by the VPC', async () => {
  const { aws, vpc, subnets } = await withNetwork();
  const other = await aws.create('aws_vpc', { cidr_block: '10.9.0.0/16', tags: { Name: 'other' } });
  expect(await aws.data('aws_vpc', { tags: { Name: 'other' } })).toMatchObject({
    id: of(other),
    cidr_block: '10.9.0.0/16',
    state: 'available',
  });
  expect(await aws.data('aws_vpc', { filter: [{ name: 'tag:Name', values: ['oth*'] }] })).toMatchObject({
    id: of(other),
  });
  await expect(aws.data('aws_vpc', {})).rejects.toThrow(/multiple EC2 VPCs matched/);
  await expect(aws.data('aws_vpc', { id: 'vpc-1' })).rejects.toThrow(/no matching EC2 VPC found/);

  const found = await aws.data('aws_subnets', { filter: [{ name: 'vpc-id', values: [of(vpc)] }] });
  expect([...(found['ids'] as string[])].sort()).toEqual(subnets.map((subnet) => of(subnet)).sort());
});
