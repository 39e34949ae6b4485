import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { arn } from '../../checks';
import { chosenName } from '../../chosen-name';
import type { Aws, Reference, ResourceModel } from '../../resource-model';
import { iamId, iamNameChecks, iamUnique, refusePath } from './names';

/** Managed policies that a role takes, unless AWS raised the quota. */
const policiesPerRole = 10;

/** Characters of all inline policies of a role together, without white space. */
const inlineQuota = 10_240;

const ofRole: Reference = { path: 'role', type: 'aws_iam_role', missing: 'NoSuchEntity' };

/**
 * Policies and how roles get them.
 * Source: IAM API Reference, "PutRolePolicy", "AttachRolePolicy", "CreatePolicy"; IAM User Guide, "IAM and AWS STS
 * quotas"; 2026-11.
 */
export const iamPolicyModels: Readonly<Record<string, ResourceModel>> = {
  aws_iam_policy: {
    scope: 'global',
    replacedBy: ['name', 'name_prefix', 'path', 'description'],
    checks: [...iamNameChecks(128), { path: 'description', length: [0, 1000] }],
    policies: [{ path: 'policy', kind: 'identity', longest: 6144 }],
    unique: iamUnique,
    inUse: 'DeleteConflict',
    create(values, aws) {
      refusePath(values);
      const name = chosenName(values, aws);
      const id = aws.arn('iam', `policy${textOf(values, 'path') ?? '/'}${name}`, { scope: 'global' });
      return { id, arn: id, name, name_prefix: null, policy_id: iamId('ANPA'), attachment_count: 0 };
    },
  },
  aws_iam_role_policy: {
    scope: 'global',
    replacedBy: forceNew.aws_iam_role_policy,
    checks: [
      ...iamNameChecks(128),
      { path: 'role', length: [1, 128] },
      { path: 'role', matches: (text) => !text.startsWith('arn:'), expected: "the role's name and not its ARN" },
    ],
    policies: [{ path: 'policy', kind: 'identity', longest: inlineQuota }],
    references: [ofRole],
    importId: { attributes: ['role', 'name'], separator: ':' },
    create(values, aws) {
      const name = chosenName(values, aws);
      refuseInlineOverflow(values, name, aws);
      return { id: `${textOf(values, 'role')}:${name}`, name, name_prefix: null };
    },
    update(values, prior, aws) {
      refuseInlineOverflow(values, textOf(prior, 'name') ?? '', aws);
      return {};
    },
  },
  aws_iam_role_policy_attachment: {
    scope: 'global',
    replacedBy: forceNew.aws_iam_role_policy_attachment,
    checks: [{ path: 'policy_arn', ...arn }],
    references: [ofRole, { path: 'policy_arn', type: 'aws_iam_policy', by: 'arn', missing: 'NoSuchEntity' }],
    importId: { attributes: ['role', 'policy_arn'], separator: '/' },
    create(values, aws) {
      const role = textOf(values, 'role') ?? '';
      const policy = textOf(values, 'policy_arn') ?? '';
      refuseMisplacedPolicy(policy);
      const others = aws
        .list('aws_iam_role_policy_attachment')
        .filter((other) => textOf(other, 'role') === role && textOf(other, 'policy_arn') !== policy);
      if (others.length >= policiesPerRole) {
        throw new ApiError('LimitExceeded', `Cannot exceed quota for PoliciesPerRole: ${policiesPerRole}`);
      }
      return { id: `${role}/${policy}` };
    },
  },
};

function refuseInlineOverflow(values: Values, name: string, aws: Aws): void {
  const role = textOf(values, 'role');
  const others = aws
    .list('aws_iam_role_policy')
    .filter((other) => textOf(other, 'role') === role && textOf(other, 'name') !== name);
  const size = [values, ...others].reduce((sum, each) => sum + policySize(each), 0);
  if (size > inlineQuota) {
    throw new ApiError('LimitExceeded', `Maximum policy size of ${inlineQuota} bytes exceeded for role ${role}`);
  }
}

function policySize(values: Values): number {
  return (textOf(values, 'policy') ?? '').replace(/\s/g, '').length;
}

/**
 * Policies of AWS whose path is easily forgotten or made up. All others are taken on trust.
 * Source: AWS Managed Policy Reference Guide; 2026-11.
 */
const managedPolicies: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'AmazonEC2ContainerRegistryPullOnly',
    'AmazonEC2ContainerRegistryReadOnly',
    'AmazonEKSBlockStoragePolicy',
    'AmazonEKSClusterPolicy',
    'AmazonEKSComputePolicy',
    'AmazonEKSLoadBalancingPolicy',
    'AmazonEKSNetworkingPolicy',
    'AmazonEKSWorkerNodePolicy',
    'AmazonEKS_CNI_Policy',
    'AmazonFSxFullAccess',
    'AmazonSSMManagedInstanceCore',
    'CloudWatchAgentServerPolicy',
    'service-role/AmazonEBSCSIDriverPolicy',
    'service-role/AmazonEFSCSIDriverPolicy',
    'service-role/AmazonEC2RoleforSSM',
    'service-role/AWSLambdaBasicExecutionRole',
  ].map((path) => [path.split('/').at(-1) ?? path, path]),
);

function refuseMisplacedPolicy(policy: string): void {
  const [, path = ''] = policy.split('arn:aws:iam::aws:policy/');
  const known = managedPolicies[path.split('/').at(-1) ?? ''];
  if (known !== undefined && known !== path) {
    throw new ApiError('NoSuchEntity', `Policy ${policy} does not exist or is not attachable.`);
  }
}
