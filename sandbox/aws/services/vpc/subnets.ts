import { forceNew } from '../../../../catalog/replacements/force-new';
import { rangesOverlap } from '../../../../planner/resolve/subnets';
import { liesIn } from '../../../../planner/rules/network/address-range';
import { ApiError } from '../../../cloud/api-error';
import { textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, ResourceModel } from '../../resource-model';
import { type AvailabilityZone, availabilityZones } from './availability-zones';
import { ipv4Range, ipv6Range, prefixOf } from './network-ranges';

/** Subnets, and the parts of them that are kept for one use. */
export const subnetModels: Readonly<Record<string, ResourceModel>> = {
  aws_subnet: {
    replacedBy: forceNew.aws_subnet,
    checks: [
      { path: 'cidr_block', ...ipv4Range },
      { path: 'ipv6_cidr_block', ...ipv6Range },
      { path: 'private_dns_hostname_type_on_launch', oneOf: ['ip-name', 'resource-name'] },
    ],
    references: [{ path: 'vpc_id', type: 'aws_vpc', missing: 'InvalidVpcID.NotFound' }],
    create(values, aws) {
      refuseRange(values, aws);
      const zone = zoneOf(values, aws);
      const id = aws.newId('subnet');
      return {
        id,
        arn: aws.arn('ec2', `subnet/${id}`),
        owner_id: aws.account,
        availability_zone: zone.name,
        availability_zone_id: zone.id,
        ipv6_cidr_block_association_id: '',
        private_dns_hostname_type_on_launch: 'ip-name',
      };
    },
  },

  aws_ec2_subnet_cidr_reservation: {
    replacedBy: forceNew.aws_ec2_subnet_cidr_reservation,
    checks: [
      { path: 'cidr_block', matches: isRange, expected: 'a valid CIDR block such as 10.0.0.0/28' },
      { path: 'reservation_type', oneOf: ['prefix', 'explicit'] },
    ],
    references: [{ path: 'subnet_id', type: 'aws_subnet', missing: 'InvalidSubnetID.NotFound', onDelete: 'cascade' }],
    importId: { attributes: ['subnet_id', 'id'], separator: ':' },
    create(values, aws) {
      refuseReservation(values, aws);
      return { id: aws.newId('scr'), owner_id: aws.account };
    },
  },
};

/** Source of codes and sizes: Amazon VPC User Guide, "Subnet sizing"; EC2 API Reference, "CreateSubnet"; 2026-11. */
function refuseRange(values: Values, aws: Aws): void {
  const range = textOf(values, 'cidr_block');
  if (range === undefined) {
    if (textOf(values, 'ipv6_cidr_block') !== undefined) return;
    throw new ApiError('MissingParameter', 'Either cidrBlock or ipv6CidrBlock should be provided.');
  }
  const vpcId = textOf(values, 'vpc_id') ?? '';
  const vpcRange = textOf(aws.find('aws_vpc', vpcId) ?? {}, 'cidr_block') ?? '';
  if (prefixOf(range) < 16 || prefixOf(range) > 28 || !liesIn(range, [vpcRange])) {
    throw new ApiError('InvalidSubnet.Range', `The CIDR '${range}' is invalid.`);
  }
  const isTaken = aws
    .list('aws_subnet')
    .some((other) => textOf(other, 'vpc_id') === vpcId && rangesOverlap(textOf(other, 'cidr_block') ?? '', range));
  if (isTaken) throw new ApiError('InvalidSubnet.Conflict', `The CIDR '${range}' conflicts with another subnet`);
}

function zoneOf(values: Values, aws: Aws): AvailabilityZone {
  const zones = availabilityZones(aws.region);
  const [name, id] = [textOf(values, 'availability_zone'), textOf(values, 'availability_zone_id')];
  const zone = zones.find((each) => each.name === (name ?? each.name) && each.id === (id ?? each.id));
  if (zone) return zone;
  const [parameter, found, offered] =
    id === undefined
      ? ['availabilityZone', name, zones.map((each) => each.name)]
      : ['availabilityZoneId', id, zones.map((each) => each.id)];
  throw new ApiError(
    'InvalidParameterValue',
    `Value (${found}) for parameter ${parameter} is invalid. Subnets can currently only be created in the following availability zones: ${offered.join(', ')}.`,
  );
}

function refuseReservation(values: Values, aws: Aws): void {
  const subnetId = textOf(values, 'subnet_id') ?? '';
  const range = textOf(values, 'cidr_block') ?? '';
  const subnet = aws.find('aws_subnet', subnetId) ?? {};
  const subnetRange = textOf(subnet, 'cidr_block') ?? '';
  if (ipv4Range.matches(range) && !liesIn(range, [subnetRange])) {
    throw new ApiError('InvalidParameterValue', `The CIDR ${range} is not within ${subnetRange} of subnet ${subnetId}`);
  }
  const other = aws
    .list('aws_ec2_subnet_cidr_reservation')
    .find((each) => textOf(each, 'subnet_id') === subnetId && rangesOverlap(textOf(each, 'cidr_block') ?? '', range));
  if (other === undefined) return;
  throw new ApiError('InvalidParameterValue', `The CIDR ${range} conflicts with reservation ${textOf(other, 'id')}`);
}

function isRange(text: string): boolean {
  return ipv4Range.matches(text) || ipv6Range.matches(text);
}
