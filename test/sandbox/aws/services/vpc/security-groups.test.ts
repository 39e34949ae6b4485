import type { Values } from '../../../../../sandbox/protocol/value';
import { simulatedAws } from '../../../../support/simulated-aws';
import { of, withNetwork } from './network-support';

const ingress = 'aws_vpc_security_group_ingress_rule';

async function withGroup() {
  const network = await withNetwork();
  const group = await network.aws.create('aws_security_group', { name: 'nodes', vpc_id: of(network.vpc) });
  const rule = (more: Values = {}): Values => ({
    security_group_id: of(group),
    ip_protocol: 'tcp',
    from_port: 443,
    to_port: 443,
    cidr_ipv4: '10.0.0.0/16',
    ...more,
  });
  return { ...network, group, rule };
}

it('makes a group without rules', async () => {
  const { group } = await withGroup();
  expect(group).toMatchObject({
    id: expect.stringMatching(/^sg-/),
    arn: `arn:aws:ec2:us-east-1:123456789012:security-group/${of(group)}`,
    name: 'nodes',
    ingress: [],
    egress: [],
  });
});

it('has a name once in a VPC', async () => {
  const { aws, vpc } = await withGroup();
  await expect(aws.create('aws_security_group', { name: 'nodes', vpc_id: of(vpc) })).rejects.toThrow(
    `InvalidGroup.Duplicate: The security group 'nodes' already exists for VPC '${of(vpc)}'`,
  );
  await expect(aws.create('aws_security_group', { name: 'default', vpc_id: of(vpc) })).rejects.toThrow(
    /^InvalidGroup.Duplicate: /,
  );
  const other = await aws.create('aws_vpc', { cidr_block: '10.9.0.0/16' });
  await aws.create('aws_security_group', { name: 'nodes', vpc_id: of(other) });
});

it('refuses names and descriptions that EC2 does not take', async () => {
  const { aws, vpc } = await withNetwork();
  expect(aws.validate('aws_security_group', { name: 'sg-nodes' })).toHaveLength(1);
  expect(aws.validate('aws_security_group', { name: 'a'.repeat(256) })).toHaveLength(1);
  await expect(
    aws.create('aws_security_group', { name: 'nodes', vpc_id: of(vpc), description: 'Knötchen' }),
  ).rejects.toThrow(/^InvalidParameterValue: Value \(Knötchen\) for parameter GroupDescription is invalid/);
  await expect(aws.create('aws_security_group', { name: 'nodes' })).rejects.toThrow(/^VPCIdNotSpecified: /);
});

it('replaces a group for another name or description', async () => {
  const { aws, vpc, group } = await withGroup();
  const config = { name: 'nodes', vpc_id: of(vpc) };
  expect(aws.replacedBy('aws_security_group', group, { ...config, description: 'Nodes' })).toEqual(['description']);
  expect(aws.replacedBy('aws_security_group', group, { ...config, name: 'others' })).toEqual(['name']);
  expect(aws.replacedBy('aws_security_group', group, { ...config, tags: { Name: 'nodes' } })).toEqual([]);
});

it('adopts the default group of a VPC, and leaves it there', async () => {
  const { aws, vpc } = await withNetwork();
  const adopted = await aws.create('aws_default_security_group', { vpc_id: of(vpc) });
  expect(adopted).toMatchObject({
    id: of(vpc, 'default_security_group_id'),
    name: 'default',
    description: 'default VPC security group',
    ingress: [],
  });
  await aws.destroy('aws_default_security_group', adopted);
  expect(aws.objects()).toContainEqual({ region: 'us-east-1', type: 'aws_security_group', id: of(adopted) });
  await expect(simulatedAws().create('aws_default_security_group', { vpc_id: 'vpc-1' })).rejects.toThrow(
    /^InvalidVpcID.NotFound: /,
  );
});

it('adds a rule once', async () => {
  const { aws, rule } = await withGroup();
  const created = await aws.create(ingress, rule());
  expect(created).toMatchObject({
    id: expect.stringMatching(/^sgr-/),
    security_group_rule_id: of(created),
    arn: `arn:aws:ec2:us-east-1:123456789012:security-group-rule/${of(created)}`,
  });
  await expect(aws.create(ingress, rule({ ip_protocol: '6', description: 'again' }))).rejects.toThrow(
    'InvalidPermission.Duplicate: the specified rule "peer: 10.0.0.0/16, TCP, from port: 443, to port: 443, ALLOW" already exists',
  );
  await aws.create('aws_vpc_security_group_egress_rule', rule());
  await aws.create(ingress, rule({ to_port: 444 }));
});

it.each([
  [{ from_port: null, to_port: null }, /Must specify both from and to ports with TCP\/UDP/],
  [{ from_port: 444 }, /Invalid TCP\/UDP port range \(444:443\)/],
  [{ ip_protocol: 'lustre' }, /Unknown protocol/],
  [{ description: 'from "them"' }, /Invalid rule description/],
])('refuses the rule %j', async (more, message) => {
  const { aws, rule } = await withGroup();
  await expect(aws.create(ingress, rule(more))).rejects.toThrow(message);
});

it('refuses ranges with host bits before planning', async () => {
  const { aws, rule } = await withGroup();
  expect(aws.validate(ingress, rule({ cidr_ipv4: '10.0.0.1/16' }))).toHaveLength(1);
  expect(aws.validate(ingress, rule({ cidr_ipv4: null, cidr_ipv6: '2600::1/16' }))).toHaveLength(1);
  expect(aws.validate(ingress, rule({ cidr_ipv4: null, cidr_ipv6: '2600:1f18::/32' }))).toEqual([]);
});

it('keeps a group that a rule of another group names', async () => {
  const { aws, vpc, group, rule } = await withGroup();
  const clients = await aws.create('aws_security_group', { name: 'clients', vpc_id: of(vpc) });
  const named = await aws.create(ingress, rule({ cidr_ipv4: null, referenced_security_group_id: of(clients) }));
  await expect(aws.destroy('aws_security_group', clients)).rejects.toThrow(
    `DependencyViolation: resource ${of(clients)} has a dependent object`,
  );
  await aws.destroy(ingress, named);
  await aws.destroy('aws_security_group', clients);

  await aws.create(ingress, rule({ cidr_ipv4: null, referenced_security_group_id: of(group) }));
  await aws.destroy('aws_security_group', group);
});

it('refuses a rule about a group of another network, or about none', async () => {
  const { aws, rule } = await withGroup();
  const other = await aws.create('aws_vpc', { cidr_block: '10.9.0.0/16' });
  const referenced_security_group_id = of(other, 'default_security_group_id');
  await expect(aws.create(ingress, rule({ cidr_ipv4: null, referenced_security_group_id }))).rejects.toThrow(
    'InvalidGroup.NotFound: You have specified two resources that belong to different networks.',
  );
  await expect(aws.create(ingress, rule({ security_group_id: 'sg-1' }))).rejects.toThrow(/^InvalidGroup.NotFound: /);
});

it('changes the ports of a rule in place', async () => {
  const { aws, rule } = await withGroup();
  const created = await aws.create(ingress, rule());
  expect(await aws.update(ingress, created, rule({ to_port: 445 }))).toMatchObject({ id: of(created), to_port: 445 });
});
