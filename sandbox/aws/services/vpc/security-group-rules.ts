import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, ResourceModel } from '../../resource-model';
import { ipv4Range, ipv6Range } from './network-ranges';

/** Whom a rule is about; every rule has exactly one of them. */
export const rulePeers = ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id'] as const;

export const securityGroupRuleModels: Readonly<Record<string, ResourceModel>> = {
  aws_vpc_security_group_ingress_rule: ruleModel('aws_vpc_security_group_ingress_rule'),
  aws_vpc_security_group_egress_rule: ruleModel('aws_vpc_security_group_egress_rule'),
};

function ruleModel(type: string): ResourceModel {
  return {
    replacedBy: forceNew.aws_vpc_security_group_ingress_rule,
    replacedWhen: replacedPeers,
    checks: [
      { path: 'cidr_ipv4', ...ipv4Range },
      { path: 'cidr_ipv6', ...ipv6Range },
      { path: 'from_port', min: -1, max: 65535 },
      { path: 'to_port', min: -1, max: 65535 },
    ],
    references: [
      { path: 'security_group_id', type: 'aws_security_group', missing: 'InvalidGroup.NotFound', onDelete: 'cascade' },
      // The model of groups looks after the other one, which may be the same.
      {
        path: 'referenced_security_group_id',
        type: 'aws_security_group',
        missing: 'InvalidGroup.NotFound',
        onDelete: 'ignore',
      },
    ],
    unique: { of: ruleKey, taken: 'InvalidPermission.Duplicate' },
    create(values, aws) {
      refuseRule(values, aws);
      if (aws.list(type).some((rule) => ruleKey(rule) === ruleKey(values))) throw duplicate(values);
      const id = aws.newId('sgr');
      return { id, security_group_rule_id: id, arn: aws.arn('ec2', `security-group-rule/${id}`) };
    },
    update(values, _prior, aws) {
      refuseRule(values, aws);
      return {};
    },
  };
}

/** A rule may be about other addresses, and not about a group instead of addresses. */
function replacedPeers(prior: Values, planned: Values): string[] {
  const kindOf = (rule: Values) => rulePeers.find((path) => rule[path] !== null && rule[path] !== undefined);
  const kinds = [kindOf(prior), kindOf(planned)];
  return kinds[0] === kinds[1] ? [] : kinds.filter((kind) => kind !== undefined);
}

function ruleKey(rule: Values): string {
  const ports = [numberOf(rule, 'from_port'), numberOf(rule, 'to_port')];
  return [textOf(rule, 'security_group_id'), protocolOf(rule), ...ports, peerOf(rule)].join(' ');
}

function peerOf(rule: Values): string | undefined {
  return rulePeers.flatMap((path) => textsAt(rule, path))[0];
}

const protocolNumbers: Readonly<Record<string, string>> = { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6' };

function protocolOf(rule: Values): string {
  const protocol = (textOf(rule, 'ip_protocol') ?? '').toLowerCase();
  return protocolNumbers[protocol] ?? protocol;
}

/** Source of characters: EC2 API Reference, "SecurityGroupRuleRequest". */
const description = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/;

function refuseRule(rule: Values, aws: Aws): void {
  const protocol = protocolOf(rule);
  if (!/^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/.test(protocol) || Number(protocol) > 255) {
    throw invalid(`Invalid value '${protocol}' for IP protocol. Unknown protocol.`);
  }
  if (!description.test(textOf(rule, 'description') ?? '')) {
    throw invalid(
      'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
    );
  }
  if (protocol === 'tcp' || protocol === 'udp') {
    const [from, to] = [numberOf(rule, 'from_port'), numberOf(rule, 'to_port')];
    if (from === undefined || to === undefined) {
      throw invalid("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
    }
    if (from > to) throw invalid(`Invalid TCP/UDP port range (${from}:${to})`);
  }
  refusePeer(rule, aws);
}

function refusePeer(rule: Values, aws: Aws): void {
  const vpcOf = (path: string) => textOf(aws.find('aws_security_group', textOf(rule, path) ?? '') ?? {}, 'vpc_id');
  if (textOf(rule, 'referenced_security_group_id') === undefined) return;
  if (vpcOf('security_group_id') === vpcOf('referenced_security_group_id')) return;
  throw new ApiError('InvalidGroup.NotFound', 'You have specified two resources that belong to different networks.');
}

function duplicate(rule: Values): ApiError {
  const ports =
    numberOf(rule, 'from_port') === undefined
      ? 'ALL'
      : `from port: ${numberOf(rule, 'from_port')}, to port: ${numberOf(rule, 'to_port')}`;
  const protocol = protocolOf(rule) === '-1' ? 'ALL' : protocolOf(rule).toUpperCase();
  return new ApiError(
    'InvalidPermission.Duplicate',
    `the specified rule "peer: ${peerOf(rule)}, ${protocol}, ${ports}, ALLOW" already exists`,
  );
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidParameterValue', message);
}
