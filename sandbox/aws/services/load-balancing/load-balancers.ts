import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, hasUnknown, isOn, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { isAllowed } from '../../policies/policy-statements';
import type { Aws, ResourceModel } from '../../resource-model';
import { internetGatewayOf } from '../vpc/internet-gateways';
import { ipv4Address } from '../vpc/network-ranges';
import { elbDnsName, elbHostedZone, type NamedLoadBalancer } from './hosted-zones';
import { elbName, elbNamePrefix, elbSuffix } from './names';

export const loadBalancerModels: Readonly<Record<string, ResourceModel>> = {
  aws_lb: {
    replacedBy: forceNew.aws_lb,
    replacedWhen: replacedNetwork,
    checks: [
      {
        path: 'name',
        matches: (name) => name === '' || (elbName.matches(name) && !name.startsWith('internal-')),
        expected: `${elbName.expected}, nor begins with internal-`,
      },
      elbNamePrefix,
      { path: 'load_balancer_type', oneOf: ['application', 'network', 'gateway'] },
      { path: 'ip_address_type', oneOf: ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'] },
      { path: 'desync_mitigation_mode', oneOf: ['monitor', 'defensive', 'strictest'] },
      { path: 'xff_header_processing_mode', oneOf: ['append', 'preserve', 'remove'] },
      {
        path: 'dns_record_client_routing_policy',
        oneOf: ['availability_zone_affinity', 'partial_availability_zone_affinity', 'any_availability_zone'],
      },
      { path: 'enforce_security_group_inbound_rules_on_private_link_traffic', oneOf: ['on', 'off'] },
      { path: 'subnet_mapping.private_ipv4_address', ...ipv4Address },
    ],
    references: [
      { path: 'subnets', type: 'aws_subnet', missing: 'SubnetNotFound' },
      { path: 'subnet_mapping.subnet_id', type: 'aws_subnet', missing: 'SubnetNotFound' },
      { path: 'subnet_mapping.allocation_id', type: 'aws_eip', missing: 'AllocationIdNotFound' },
      { path: 'security_groups', type: 'aws_security_group', missing: 'InvalidSecurityGroup' },
    ],
    unique: { of: (values) => textOf(values, 'name'), taken: 'DuplicateLoadBalancerName' },
    create(values, aws) {
      const vpcId = refuseNetwork(values, aws);
      refuseAccessLogs(values, aws);
      const kind = kindOf(values);
      const suffix = elbSuffix(aws);
      const name = textOf(values, 'name') ?? `${textOf(values, 'name_prefix') ?? 'tf-lb-'}${suffix}`.slice(0, 32);
      const path = `${kind === 'network' ? 'net' : 'app'}/${name}/${suffix}`;
      const arn = aws.arn('elasticloadbalancing', `loadbalancer/${path}`);
      const label = kind === 'network' ? `${name}-${suffix}` : `${name}-${Number.parseInt(suffix.slice(-8), 16)}`;
      const isInternal = isOn(values, 'internal');
      const groups = textsAt(values, 'security_groups');
      return {
        id: arn,
        arn,
        arn_suffix: path,
        name,
        name_prefix: null,
        internal: false,
        ip_address_type: 'ipv4',
        dns_name: elbDnsName(kind, kind === 'application' && isInternal ? `internal-${label}` : label, aws.region),
        zone_id: elbHostedZone(kind, aws.region),
        vpc_id: vpcId,
        subnets: subnetsOf(values),
        subnet_mapping: blocksOf(values, 'subnet_mapping').map((mapping) => ({ ...mapping, outpost_id: '' })),
        security_groups:
          kind === 'network' ? [] : textsAt(aws.find('aws_vpc', vpcId) ?? {}, 'default_security_group_id'),
        enforce_security_group_inbound_rules_on_private_link_traffic:
          kind === 'network' && groups.length > 0 ? 'on' : null,
        secondary_ips_auto_assigned_per_subnet: 0,
      };
    },
    update(values, _prior, aws) {
      refuseNetwork(values, aws);
      refuseAccessLogs(values, aws);
      return {};
    },
    remove(values) {
      if (!isOn(values, 'enable_deletion_protection')) return;
      throw new ApiError(
        'OperationNotPermitted',
        `Load balancer '${textOf(values, 'arn')}' cannot be deleted because deletion protection is enabled`,
      );
    },
  },
};

/** Gateway load balancers have no names, and are taken for network ones here. */
export function kindOf(balancer: Values): NamedLoadBalancer {
  return (textOf(balancer, 'load_balancer_type') ?? 'application') === 'application' ? 'application' : 'network';
}

function subnetsOf(values: Values): string[] {
  const mapped = textsAt(values, 'subnet_mapping.subnet_id');
  return mapped.length > 0 ? mapped : textsAt(values, 'subnets');
}

/**
 * Refuses subnets and security groups that do not go together, and returns the VPC of the others.
 * Source: User Guides for Application and Network Load Balancers, "Availability Zones"; 2026-11.
 */
function refuseNetwork(values: Values, aws: Aws): string {
  const subnets = subnetsOf(values).map((id) => aws.find('aws_subnet', id) ?? {});
  const [vpcId, ...otherVpcs] = new Set(subnets.flatMap((subnet) => textsAt(subnet, 'vpc_id')));
  if (vpcId === undefined) throw new ApiError('ValidationError', 'At least one subnet must be specified');
  if (otherVpcs.length > 0) {
    throw new ApiError('InvalidConfigurationRequest', 'All subnets must belong to the same VPC');
  }
  const zones = new Set(subnets.flatMap((subnet) => textsAt(subnet, 'availability_zone_id')));
  if (zones.size < subnets.length) {
    throw new ApiError(
      'InvalidConfigurationRequest',
      'A load balancer cannot be attached to multiple subnets in the same Availability Zone',
    );
  }
  if (kindOf(values) === 'application' && zones.size < 2) {
    throw new ApiError('ValidationError', 'At least two subnets in two different Availability Zones must be specified');
  }
  if (!isOn(values, 'internal') && internetGatewayOf(vpcId, aws) === undefined) {
    throw new ApiError('InvalidSubnet', `VPC ${vpcId} has no internet gateway`);
  }
  for (const id of textsAt(values, 'security_groups')) {
    if (textOf(aws.find('aws_security_group', id) ?? {}, 'vpc_id') === vpcId) continue;
    throw new ApiError('InvalidConfigurationRequest', `The security group '${id}' does not belong to VPC '${vpcId}'`);
  }
  return vpcId;
}

/**
 * Access logs need a bucket of the region whose policy lets the service in.
 * Source: "Access logs" in the User Guides for Network and Application Load Balancers; 2026-11.
 */
function refuseAccessLogs(values: Values, aws: Aws): void {
  const bucket = textOf(values, 'access_logs.bucket');
  if (bucket === undefined || !isOn(values, 'access_logs.enabled')) return;
  const service =
    kindOf(values) === 'network' ? 'delivery.logs.amazonaws.com' : 'logdelivery.elasticloadbalancing.amazonaws.com';
  const isPermitted = aws
    .list('aws_s3_bucket_policy')
    .filter((policy) => textOf(policy, 'bucket') === bucket)
    .some((policy) =>
      isAllowed(textOf(policy, 'policy') ?? '{}', {
        kind: 'Service',
        principals: [service],
        action: 's3:PutObject',
      }),
    );
  if (isPermitted && aws.find('aws_s3_bucket', bucket)) return;
  throw new ApiError(
    'InvalidConfigurationRequest',
    `Access Denied for bucket: ${bucket}. Please check S3bucket permission`,
  );
}

/** What a Network Load Balancer cannot change in place. */
function replacedNetwork(prior: Values, planned: Values): string[] {
  if (textOf(prior, 'load_balancer_type') !== 'network') return [];
  const isKnown = (path: string) => !hasUnknown(planned[path] ?? null);
  return [...replacedSubnets(prior, planned), ...replacedGroups(prior, planned)].filter(isKnown);
}

/** The subnets of a Network Load Balancer can become more in place; nothing else can happen to them. */
function replacedSubnets(prior: Values, planned: Values): string[] {
  return (['subnets', 'subnet_mapping'] as const).filter((path) => {
    const ids = path === 'subnets' ? 'subnets' : 'subnet_mapping.subnet_id';
    const [before, after] = [new Set(textsAt(prior, ids)), new Set(textsAt(planned, ids))];
    const isSame = before.size === after.size && [...before].every((id) => after.has(id));
    return !isSame && after.size > 0 && after.size <= before.size;
  });
}

/** A Network Load Balancer has security groups from the start, or never. */
function replacedGroups(prior: Values, planned: Values): string[] {
  const hasGroups = (values: Values) => textsAt(values, 'security_groups').length > 0;
  return hasGroups(prior) === hasGroups(planned) ? [] : ['security_groups'];
}
