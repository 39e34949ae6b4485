import { awsModels } from '../../../../../sandbox/aws/models';
import { unknown, type Values } from '../../../../../sandbox/protocol/value';

function replacedBy(type: string, prior: Values, planned: Values): readonly string[] {
  return awsModels[type]?.replacedWhen?.(prior, planned) ?? [];
}

const network = { load_balancer_type: 'network', subnets: ['subnet-1', 'subnet-2'], security_groups: ['sg-1'] };

it.each<[string, Values, string[]]>([
  ['another subnet', { subnets: ['subnet-1', 'subnet-2', 'subnet-3'] }, []],
  ['the same subnets', { subnets: ['subnet-2', 'subnet-1'] }, []],
  ['a subnet less', { subnets: ['subnet-1'] }, ['subnets']],
  ['a subnet for another', { subnets: ['subnet-1', 'subnet-3'] }, ['subnets']],
  ['subnets that are not known yet', { subnets: ['subnet-1', unknown] }, []],
  ['another group', { security_groups: ['sg-2'] }, []],
  ['no group', { security_groups: [] }, ['security_groups']],
  ['groups that are not known yet', { security_groups: unknown }, []],
])('for a Network Load Balancer with %s', (_title, change, paths) => {
  expect(replacedBy('aws_lb', network, { ...network, ...change })).toEqual(paths);
});

it('lets an Application Load Balancer leave a subnet in place', () => {
  const application = { ...network, load_balancer_type: 'application' };
  expect(replacedBy('aws_lb', application, { ...application, subnets: ['subnet-1'] })).toEqual([]);
});

it('replaces a Network Load Balancer that gets its first group', () => {
  expect(replacedBy('aws_lb', { ...network, security_groups: [] }, network)).toEqual(['security_groups']);
});

it('replaces a rule that is about a group instead of addresses', () => {
  const type = 'aws_vpc_security_group_ingress_rule';
  const addresses = { cidr_ipv4: '10.0.0.0/16', referenced_security_group_id: null };
  const group = { cidr_ipv4: null, referenced_security_group_id: 'sg-1' };
  expect(replacedBy(type, addresses, group)).toEqual(['cidr_ipv4', 'referenced_security_group_id']);
  expect(replacedBy(type, addresses, { ...addresses, cidr_ipv4: '10.1.0.0/16' })).toEqual([]);
});

it('replaces a VPC for hardware of its own, and not for the shared one', () => {
  const [shared, dedicated] = [{ instance_tenancy: 'default' }, { instance_tenancy: 'dedicated' }];
  expect(replacedBy('aws_vpc', shared, dedicated)).toEqual(['instance_tenancy']);
  expect(replacedBy('aws_vpc', dedicated, shared)).toEqual([]);
});
