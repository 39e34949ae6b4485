import { ApiError } from '../../../cloud/api-error';
import { blocksOf, numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws } from '../../resource-model';

/** The port that Lustre servers listen on. */
const lustrePort = 988;

/**
 * The VPC of a Lustre file system. Its security groups must be of that VPC, and let its servers talk to each other:
 * FSx tries that before it creates anything.
 */
export function requireLustreNetwork(values: Values, aws: Aws): string {
  const [subnetId = '', ...others] = textsAt(values, 'subnet_ids');
  if (others.length > 0) throw new ApiError('InvalidNetworkSettings', 'A Lustre file system is in exactly one subnet');
  const vpcId = textOf(aws.find('aws_subnet', subnetId) ?? {}, 'vpc_id') ?? '';
  const groupIds = textsAt(values, 'security_group_ids');
  for (const groupId of groupIds) {
    const group = aws.find('aws_security_group', groupId) ?? {};
    if (textOf(group, 'vpc_id') === vpcId) continue;
    throw new ApiError('InvalidNetworkSettings', `The security group ${groupId} is not in the VPC ${vpcId}`);
  }
  if (groupIds.length > 0 && !groupIds.some((groupId) => admitsLustre(groupId, aws))) {
    throw new ApiError(
      'InvalidNetworkSettings',
      `The security groups do not permit Lustre LNET network traffic on port ${lustrePort}: ${groupIds.join(', ')}`,
    );
  }
  return vpcId;
}

function admitsLustre(groupId: string, aws: Aws): boolean {
  const ofGroup = (rule: Values) => textOf(rule, 'security_group_id') === groupId;
  return [
    ...aws.list('aws_vpc_security_group_ingress_rule').filter(ofGroup),
    ...aws.list('aws_security_group_rule').filter((rule) => ofGroup(rule) && textOf(rule, 'type') === 'ingress'),
    ...blocksOf(aws.find('aws_security_group', groupId) ?? {}, 'ingress'),
  ].some(coversLustrePort);
}

function coversLustrePort(rule: Values): boolean {
  const protocol = textOf(rule, 'ip_protocol') ?? textOf(rule, 'protocol');
  if (protocol === '-1') return true;
  const from = numberOf(rule, 'from_port') ?? lustrePort + 1;
  const to = numberOf(rule, 'to_port') ?? lustrePort - 1;
  return protocol === 'tcp' && from <= lustrePort && lustrePort <= to;
}
