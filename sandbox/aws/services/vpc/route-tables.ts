import { crc32 } from 'node:zlib';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, Reference, ResourceModel } from '../../resource-model';
import { ipv4Range, ipv6Range } from './network-ranges';

const destinations = ['destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id'] as const;

const routeTable: Reference = {
  path: 'route_table_id',
  type: 'aws_route_table',
  missing: 'InvalidRouteTableID.NotFound',
};

/** Route tables, their routes and the subnets that they are for. */
export const routeTableModels: Readonly<Record<string, ResourceModel>> = {
  aws_route_table: {
    replacedBy: forceNew.aws_route_table,
    references: [{ path: 'vpc_id', type: 'aws_vpc', missing: 'InvalidVpcID.NotFound' }],
    create(_values, aws) {
      const id = aws.newId('rtb');
      return {
        id,
        arn: aws.arn('ec2', `route-table/${id}`),
        owner_id: aws.account,
        propagating_vgws: [],
        route: [],
      };
    },
  },

  aws_route: {
    replacedBy: forceNew.aws_route,
    checks: [
      { path: 'destination_cidr_block', ...ipv4Range },
      { path: 'destination_ipv6_cidr_block', ...ipv6Range },
    ],
    references: [
      // Routes become black holes when what they lead to goes.
      { ...routeTable, onDelete: 'cascade' },
      { path: 'nat_gateway_id', type: 'aws_nat_gateway', missing: 'InvalidNatGatewayID.NotFound', onDelete: 'ignore' },
      {
        path: 'vpc_endpoint_id',
        type: 'aws_vpc_endpoint',
        missing: 'InvalidVpcEndpointId.NotFound',
        onDelete: 'ignore',
      },
    ],
    unique: {
      of: (values) => `${textOf(values, 'route_table_id')} ${destinationOf(values)}`,
      taken: 'RouteAlreadyExists',
    },
    importId: { attributes: ['route_table_id', 'destination_cidr_block'], separator: '_' },
    create(values, aws) {
      refuseRoute(values, aws);
      return {
        id: `r-${textOf(values, 'route_table_id')}${crc32(destinationOf(values))}`,
        instance_id: '',
        instance_owner_id: '',
        network_interface_id: '',
        origin: 'CreateRoute',
        state: 'active',
      };
    },
    update(values, _prior, aws) {
      refuseRoute(values, aws);
      return {};
    },
  },

  aws_route_table_association: {
    replacedBy: forceNew.aws_route_table_association,
    references: [
      routeTable,
      { path: 'subnet_id', type: 'aws_subnet', missing: 'InvalidSubnetID.NotFound', onDelete: 'cascade' },
    ],
    unique: {
      of: (values) => textOf(values, 'subnet_id') ?? textOf(values, 'gateway_id'),
      taken: 'Resource.AlreadyAssociated',
    },
    importId: { attributes: ['subnet_id', 'route_table_id'], separator: '/' },
    create(values, aws) {
      refuseAssociation(values, aws);
      return { id: aws.newId('rtbassoc') };
    },
    update(values, _prior, aws) {
      refuseAssociation(values, aws);
      return {};
    },
  },
};

function destinationOf(route: Values): string {
  return destinations.flatMap((path) => textsAt(route, path))[0] ?? '';
}

function refuseRoute(route: Values, aws: Aws): void {
  const tableId = textOf(route, 'route_table_id') ?? '';
  const vpcId = vpcOf('aws_route_table', tableId, aws);
  const gatewayId = textOf(route, 'gateway_id');
  if (gatewayId?.startsWith('igw-')) {
    const gateway = aws.find('aws_internet_gateway', gatewayId);
    if (gateway === undefined) {
      throw new ApiError('InvalidGatewayID.NotFound', `The gateway ID '${gatewayId}' does not exist`);
    }
    if (textOf(gateway, 'vpc_id') !== vpcId) throw differentNetworks(tableId, `network gateway ${gatewayId}`);
  }
  const natId = textOf(route, 'nat_gateway_id');
  if (natId !== undefined && vpcOf('aws_nat_gateway', natId, aws) !== vpcId) {
    throw differentNetworks(tableId, `NAT gateway ${natId}`);
  }
}

function refuseAssociation(association: Values, aws: Aws): void {
  const tableId = textOf(association, 'route_table_id') ?? '';
  const subnetId = textOf(association, 'subnet_id');
  if (subnetId === undefined) return;
  if (vpcOf('aws_subnet', subnetId, aws) !== vpcOf('aws_route_table', tableId, aws)) {
    throw differentNetworks(tableId, `subnet ${subnetId}`);
  }
}

function vpcOf(type: string, id: string, aws: Aws): string | undefined {
  return textOf(aws.find(type, id) ?? {}, 'vpc_id');
}

function differentNetworks(tableId: string, other: string): ApiError {
  return new ApiError('InvalidParameterValue', `route table ${tableId} and ${other} belong to different networks`);
}
