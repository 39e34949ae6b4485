import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { chosenName } from '../../chosen-name';
import type { Aws, ResourceModel } from '../../resource-model';
import { securityGroupRuleModels } from './security-group-rules';

/** Security groups and their rules. */
export const securityGroupModels: Readonly<Record<string, ResourceModel>> = {
  aws_security_group: {
    replacedBy: forceNew.aws_security_group,
    checks: [
      { path: 'name', length: [0, 255] },
      { path: 'name', matches: (name) => !name.startsWith('sg-'), expected: 'a name that does not begin with sg-' },
      { path: 'name_prefix', length: [0, 229] },
      { path: 'description', length: [0, 255] },
    ],
    references: [
      { path: 'vpc_id', type: 'aws_vpc', missing: 'InvalidVpcID.NotFound' },
      { path: 'ingress.security_groups', type: 'aws_security_group', missing: 'InvalidGroup.NotFound' },
      { path: 'egress.security_groups', type: 'aws_security_group', missing: 'InvalidGroup.NotFound' },
    ],
    unique: {
      of: (values) => {
        const name = textOf(values, 'name');
        return name === undefined ? undefined : `${textOf(values, 'vpc_id')} ${name}`;
      },
      taken: 'InvalidGroup.Duplicate',
    },
    create(values, aws) {
      const name = chosenName(values, aws);
      refuseGroup(values, name, aws);
      const id = aws.newId('sg');
      return {
        id,
        arn: aws.arn('ec2', `security-group/${id}`),
        owner_id: aws.account,
        name,
        name_prefix: '',
        ingress: [],
        // The rule that lets everything out, which a new group has, is removed by Terraform.
        egress: [],
      };
    },
    remove: refuseReferenced,
  },

  aws_default_security_group: {
    replacedBy: forceNew.aws_default_security_group,
    references: [{ path: 'vpc_id', type: 'aws_vpc', missing: 'InvalidVpcID.NotFound', onDelete: 'cascade' }],
    create(values, aws) {
      const group = defaultGroupOf(textOf(values, 'vpc_id'), aws);
      return {
        id: group['id'] ?? null,
        arn: group['arn'] ?? null,
        owner_id: aws.account,
        name: 'default',
        name_prefix: '',
        description: group['description'] ?? null,
        ingress: [],
        egress: [],
      };
    },
  },

  ...securityGroupRuleModels,
};

/** Characters that EC2 takes in names and descriptions. Source: EC2 API Reference, "CreateSecurityGroup". */
const allowed = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/;

function refuseGroup(values: Values, name: string, aws: Aws): void {
  const vpcId = textOf(values, 'vpc_id');
  if (vpcId === undefined) throw withoutDefaultVpc();
  for (const [parameter, text] of [
    ['GroupName', name],
    ['GroupDescription', textOf(values, 'description') ?? ''],
  ] as const) {
    if (allowed.test(text)) continue;
    throw new ApiError(
      'InvalidParameterValue',
      `Value (${text}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported.`,
    );
  }
  const isTaken = aws
    .list('aws_security_group')
    .some((group) => textOf(group, 'vpc_id') === vpcId && textOf(group, 'name') === name);
  if (!isTaken) return;
  throw new ApiError('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpcId}'`);
}

/** A group goes with its own rules, and stays as long as rules of others name it. */
function refuseReferenced(group: Values, aws: Aws): void {
  const id = textOf(group, 'id') ?? '';
  const isNamed = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule']
    .flatMap((type) => aws.list(type))
    .some((rule) => textOf(rule, 'referenced_security_group_id') === id && textOf(rule, 'security_group_id') !== id);
  if (isNamed) throw new ApiError('DependencyViolation', `resource ${id} has a dependent object`);
}

function defaultGroupOf(vpcId: string | undefined, aws: Aws): Values {
  if (vpcId === undefined) throw withoutDefaultVpc();
  const group = aws
    .list('aws_security_group')
    .find((each) => textOf(each, 'vpc_id') === vpcId && textOf(each, 'name') === 'default');
  if (group) return group;
  throw new ApiError('InvalidGroup.NotFound', `The VPC ${vpcId} has no default security group`);
}

/** Accounts of recent years have default VPCs, unless they were deleted; this one has none. */
function withoutDefaultVpc(): ApiError {
  return new ApiError('VPCIdNotSpecified', 'No default VPC for this user');
}
