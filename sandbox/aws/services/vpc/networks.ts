import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { isOn, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, ResourceModel } from '../../resource-model';
import { ipv6Range, isIpv4Range, prefixOf } from './network-ranges';

/** VPC networks, and what EC2 makes along with each of them. */
export const vpcNetworkModels: Readonly<Record<string, ResourceModel>> = {
  aws_vpc: {
    replacedBy: forceNew.aws_vpc,
    // The tenancy of a VPC can be relaxed, and not tightened.
    replacedWhen: (prior, planned) => (!isDedicated(prior) && isDedicated(planned) ? ['instance_tenancy'] : []),
    checks: [
      { path: 'cidr_block', matches: isVpcRange, expected: 'an IPv4 CIDR block with a prefix length of 16 to 28' },
      { path: 'instance_tenancy', oneOf: ['default', 'dedicated'] },
      { path: 'ipv4_netmask_length', min: 16, max: 28 },
      { path: 'ipv6_cidr_block', ...ipv6Range },
    ],
    create(values, aws) {
      if (textOf(values, 'cidr_block') === undefined && textOf(values, 'ipv4_ipam_pool_id') === undefined) {
        throw new ApiError('MissingParameter', 'Either cidrBlock or ipv4IpamPoolId should be provided.');
      }
      const id = aws.newId('vpc');
      const mainRouteTable = ownMainRouteTable(id, aws);
      return {
        id,
        arn: aws.arn('ec2', `vpc/${id}`),
        owner_id: aws.account,
        default_network_acl_id: ownNetworkAcl(id, aws),
        default_route_table_id: mainRouteTable,
        main_route_table_id: mainRouteTable,
        default_security_group_id: ownSecurityGroup(id, aws),
        dhcp_options_id: aws.newId('dopt'),
        enable_dns_hostnames: false,
        enable_network_address_usage_metrics: false,
        ...ipv6Of(values, id, aws),
      };
    },
  },
};

function isDedicated(values: Values): boolean {
  return textOf(values, 'instance_tenancy') === 'dedicated';
}

function isVpcRange(text: string): boolean {
  return isIpv4Range(text) && prefixOf(text) >= 16 && prefixOf(text) <= 28;
}

function ipv6Of(values: Values, vpcId: string, aws: Aws): Values {
  if (!isOn(values, 'assign_generated_ipv6_cidr_block')) {
    return { ipv6_association_id: '', ipv6_cidr_block: null, ipv6_cidr_block_network_border_group: '' };
  }
  return {
    ipv6_association_id: aws.newId('vpc-cidr-assoc'),
    ipv6_cidr_block: `2600:1f18:${vpcId.slice(-4)}:${vpcId.slice(-6, -4)}00::/56`,
    ipv6_cidr_block_network_border_group: aws.region,
  };
}

function ownSecurityGroup(vpcId: string, aws: Aws): string {
  const id = aws.newId('sg');
  aws.own('aws_security_group', id, {
    id,
    arn: aws.arn('ec2', `security-group/${id}`),
    owner_id: aws.account,
    name: 'default',
    description: 'default VPC security group',
    vpc_id: vpcId,
  });
  return id;
}

function ownMainRouteTable(vpcId: string, aws: Aws): string {
  const id = aws.newId('rtb');
  aws.own('aws_route_table', id, {
    id,
    arn: aws.arn('ec2', `route-table/${id}`),
    owner_id: aws.account,
    vpc_id: vpcId,
  });
  return id;
}

function ownNetworkAcl(vpcId: string, aws: Aws): string {
  const id = aws.newId('acl');
  aws.own('aws_network_acl', id, {
    id,
    arn: aws.arn('ec2', `network-acl/${id}`),
    owner_id: aws.account,
    vpc_id: vpcId,
  });
  return id;
}
