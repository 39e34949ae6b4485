import { findRegion } from '../../../../catalog/regions';
import { ApiError } from '../../../cloud/api-error';
import { textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws } from '../../resource-model';
import { invalidParameter } from './shared';

/**
 * Refuses subnets in which EKS cannot put a control plane, and returns the VPC of the others.
 * Source: Amazon EKS User Guide, "Amazon EKS networking requirements for VPC and subnets"; 2026-11.
 */
export function refuseSubnets(cluster: Values, aws: Aws): string {
  const subnets = textsAt(cluster, 'vpc_config.subnet_ids').map((id) => aws.find('aws_subnet', id) ?? {});
  const vpcs = new Set(subnets.flatMap((subnet) => textsAt(subnet, 'vpc_id')));
  const [vpc] = vpcs;
  if (vpc === undefined || vpcs.size > 1) throw invalidParameter('Provided subnets must belong to one VPC.');

  const avoid = findRegion(aws.region)?.avoid ?? [];
  const barred = subnets.find((subnet) => avoid.includes(textOf(subnet, 'availability_zone_id') ?? ''));
  if (barred) {
    const zone = `${textOf(barred, 'availability_zone')} (${textOf(barred, 'availability_zone_id')})`;
    throw new ApiError(
      'UnsupportedAvailabilityZoneException',
      `Cannot create cluster '${textOf(cluster, 'name')}' because EKS does not support creating control plane instances in ${zone}, the targeted availability zone.`,
    );
  }

  const zones = new Set(subnets.flatMap((subnet) => textsAt(subnet, 'availability_zone')));
  if (zones.size < 2) throw invalidParameter('Subnets specified must be in at least two different AZs');
  return vpc;
}
