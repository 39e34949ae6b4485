import { createHash } from 'node:crypto';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { isOn, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, ResourceModel } from '../../resource-model';

/** Services that are reached through route tables. Source: AWS PrivateLink Guide, "Gateway endpoints". */
const gatewayServices = ['s3', 'dynamodb'];

const openPolicy = JSON.stringify({
  Statement: [{ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }],
  Version: '2008-10-17',
});

/** Private ways from a VPC to services. */
export const vpcEndpointModels: Readonly<Record<string, ResourceModel>> = {
  aws_vpc_endpoint: {
    replacedBy: forceNew.aws_vpc_endpoint,
    checks: [
      {
        path: 'vpc_endpoint_type',
        oneOf: ['Interface', 'Gateway', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork'],
      },
      { path: 'ip_address_type', oneOf: ['ipv4', 'dualstack', 'ipv6'] },
      { path: 'dns_options.dns_record_ip_type', oneOf: ['ipv4', 'dualstack', 'ipv6', 'service-defined'] },
    ],
    policies: [{ path: 'policy', kind: 'resource', longest: 20_480 }],
    references: [
      { path: 'vpc_id', type: 'aws_vpc', missing: 'InvalidVpcId.NotFound' },
      // A route table takes the route of a gateway endpoint along when it goes.
      { path: 'route_table_ids', type: 'aws_route_table', missing: 'InvalidRouteTableId.NotFound', onDelete: 'ignore' },
      { path: 'subnet_ids', type: 'aws_subnet', missing: 'InvalidSubnetId.NotFound' },
      { path: 'security_group_ids', type: 'aws_security_group', missing: 'InvalidSecurityGroupId.NotFound' },
    ],
    create(values, aws) {
      refuseService(values, aws);
      refuseConnections(values, aws);
      const id = aws.newId('vpce');
      const service = shortName(values);
      const isGateway = typeOf(values) === 'Gateway';
      const vpc = aws.find('aws_vpc', textOf(values, 'vpc_id') ?? '') ?? {};
      return {
        id,
        arn: aws.arn('ec2', `vpc-endpoint/${id}`),
        owner_id: aws.account,
        state: 'available',
        requester_managed: false,
        ip_address_type: 'ipv4',
        service_region: aws.region,
        policy: openPolicy,
        private_dns_enabled: false,
        route_table_ids: [],
        subnet_ids: [],
        security_group_ids: isGateway ? [] : textsAt(vpc, 'default_security_group_id'),
        network_interface_ids: textsAt(values, 'subnet_ids').map(() => aws.newId('eni')),
        prefix_list_id: isGateway ? `pl-${digest(`${aws.region} ${service}`).slice(0, 8)}` : '',
        cidr_blocks: [],
        dns_entry: isGateway ? [] : dnsEntries(id, service, values, aws),
      };
    },
    update(values, prior, aws) {
      refuseConnections({ ...values, id: prior['id'] ?? null }, aws);
      return {};
    },
  },
};

function typeOf(values: Values): string {
  return textOf(values, 'vpc_endpoint_type') ?? 'Gateway';
}

/** `com.amazonaws.us-east-1.ecr.api` as `ecr.api`. */
function shortName(values: Values): string {
  return (textOf(values, 'service_name') ?? '').split('.').slice(3).join('.');
}

function dnsEntries(id: string, service: string, values: Values, aws: Aws): Values[] {
  const zone = (name: string) => `Z${digest(name).slice(0, 13).toUpperCase()}`;
  const own = `${id}-${digest(id).slice(0, 8)}.${service}.${aws.region}.vpce.amazonaws.com`;
  const names = isOn(values, 'private_dns_enabled') ? [own, privateName(service, aws)] : [own];
  return names.map((name) => ({ dns_name: name, hosted_zone_id: zone(name) }));
}

/** The public name of a service's API, which private DNS takes over: `api.ecr.us-east-1.amazonaws.com`. */
function privateName(service: string, aws: Aws): string {
  return `${service.split('.').reverse().join('.')}.${aws.region}.amazonaws.com`;
}

function refuseService(values: Values, aws: Aws): void {
  const name = textOf(values, 'service_name');
  if (name === undefined) return;
  const region = textOf(values, 'service_region') ?? aws.region;
  if (!name.split('.').includes(region) && !name.includes('s3-global')) {
    throw new ApiError('InvalidServiceName', `The Vpc Endpoint Service '${name}' does not exist`);
  }
  if (typeOf(values) !== 'Gateway' || gatewayServices.includes(shortName(values))) return;
  throw new ApiError(
    'InvalidParameter',
    'Endpoint type (Gateway) does not match available service types ([Interface]).',
  );
}

function refuseConnections(values: Values, aws: Aws): void {
  if (typeOf(values) === 'Gateway') refuseRouteTables(values, aws);
  else {
    refuseNetwork(values, aws);
    refusePrivateDns(values, aws);
  }
}

function refuseRouteTables(values: Values, aws: Aws): void {
  const vpcId = textOf(values, 'vpc_id');
  const tables = textsAt(values, 'route_table_ids');
  const foreign = tables.find((id) => textOf(aws.find('aws_route_table', id) ?? {}, 'vpc_id') !== vpcId);
  if (foreign) {
    throw new ApiError('InvalidParameter', `route table ${foreign} and network ${vpcId} belong to different networks`);
  }
  for (const other of othersFor(values, aws)) {
    const shared = textsAt(other, 'route_table_ids').find((id) => tables.includes(id));
    if (shared === undefined) continue;
    throw new ApiError(
      'RouteAlreadyExists',
      `route table ${shared} already has a route with destination-prefix-list-id ${textOf(other, 'prefix_list_id')}`,
    );
  }
}

function refuseNetwork(values: Values, aws: Aws): void {
  const vpcId = textOf(values, 'vpc_id');
  const zones = new Set<string>();
  for (const id of textsAt(values, 'subnet_ids')) {
    const subnet = aws.find('aws_subnet', id) ?? {};
    if (textOf(subnet, 'vpc_id') !== vpcId) {
      throw new ApiError('InvalidParameter', `The subnet ${id} does not belong to the VPC ${vpcId}`);
    }
    const zone = textOf(subnet, 'availability_zone_id') ?? '';
    if (zones.has(zone)) {
      throw new ApiError(
        'DuplicateSubnetsInSameZone',
        `Found another VPC endpoint subnet in the availability zone of ${id}`,
      );
    }
    zones.add(zone);
  }
  for (const id of textsAt(values, 'security_group_ids')) {
    if (textOf(aws.find('aws_security_group', id) ?? {}, 'vpc_id') === vpcId) continue;
    throw new ApiError('InvalidParameter', `The security group ${id} does not belong to the VPC ${vpcId}`);
  }
}

function refusePrivateDns(values: Values, aws: Aws): void {
  if (!isOn(values, 'private_dns_enabled')) return;
  const vpcId = textOf(values, 'vpc_id') ?? '';
  const vpc = aws.find('aws_vpc', vpcId) ?? {};
  if (vpc['enable_dns_support'] === false || !isOn(vpc, 'enable_dns_hostnames')) {
    throw new ApiError(
      'InvalidParameter',
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpcId}`,
    );
  }
  if (!othersFor(values, aws).some((other) => isOn(other, 'private_dns_enabled'))) return;
  throw new ApiError(
    'InvalidParameter',
    `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${privateName(shortName(values), aws)} in the VPC ${vpcId}`,
  );
}

/** Other endpoints of the same kind for the same service in the same VPC. */
function othersFor(values: Values, aws: Aws): Values[] {
  return aws
    .list('aws_vpc_endpoint')
    .filter(
      (other) =>
        other['id'] !== values['id'] &&
        typeOf(other) === typeOf(values) &&
        other['vpc_id'] === values['vpc_id'] &&
        other['service_name'] === values['service_name'],
    );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
