import { forceNew } from '../../../../catalog/replacements/force-new';
import { textOf } from '../../../protocol/paths';
import { arn } from '../../checks';
import { chosenName } from '../../chosen-name';
import type { ResourceModel } from '../../resource-model';
import { timestamp } from '../../timestamp';
import { iamId, iamNameChecks, iamUnique, refusePath } from './names';

const global = { scope: 'global' } as const;

/**
 * Roles and what carries them.
 * Source: IAM API Reference, "CreateRole", "CreateInstanceProfile", "CreateOpenIDConnectProvider"; IAM User Guide, "IAM
 * and AWS STS quotas"; 2026-11.
 */
export const iamRoleModels: Readonly<Record<string, ResourceModel>> = {
  aws_iam_role: {
    scope: 'global',
    replacedBy: forceNew.aws_iam_role,
    checks: [
      ...iamNameChecks(64),
      { path: 'description', length: [0, 1000] },
      { path: 'path', length: [0, 512] },
      { path: 'max_session_duration', min: 3600, max: 43_200 },
      { path: 'permissions_boundary', ...arn },
      { path: 'managed_policy_arns', ...arn },
    ],
    policies: [
      { path: 'assume_role_policy', kind: 'trust', longest: 2048 },
      { path: 'inline_policy.policy', kind: 'identity', longest: 10_240 },
    ],
    references: [{ path: 'permissions_boundary', type: 'aws_iam_policy', by: 'arn', missing: 'NoSuchEntity' }],
    unique: iamUnique,
    inUse: 'DeleteConflict',
    create(values, aws) {
      refusePath(values);
      const name = chosenName(values, aws);
      return {
        id: name,
        name,
        name_prefix: null,
        arn: aws.arn('iam', `role${textOf(values, 'path') ?? '/'}${name}`, global),
        create_date: timestamp(),
        unique_id: iamId('AROA'),
        managed_policy_arns: [],
      };
    },
  },
  aws_iam_instance_profile: {
    scope: 'global',
    replacedBy: ['name', 'name_prefix', 'path'],
    checks: iamNameChecks(128),
    references: [{ path: 'role', type: 'aws_iam_role', missing: 'NoSuchEntity' }],
    unique: iamUnique,
    create(values, aws) {
      refusePath(values);
      const name = chosenName(values, aws);
      return {
        id: name,
        name,
        name_prefix: null,
        arn: aws.arn('iam', `instance-profile${textOf(values, 'path') ?? '/'}${name}`, global),
        create_date: timestamp(),
        unique_id: iamId('AIPA'),
      };
    },
  },
  aws_iam_openid_connect_provider: {
    scope: 'global',
    replacedBy: ['url'],
    checks: [
      {
        path: 'url',
        matches: (text) => /^https:\/\/[^/?#]+[^?]*$/.test(text),
        expected: 'an https URL with a host and without query parameters',
      },
      { path: 'thumbprint_list', length: [40, 40] },
    ],
    unique: { of: (values) => textOf(values, 'url'), taken: 'EntityAlreadyExists' },
    create(values, aws) {
      const issuer = (textOf(values, 'url') ?? '').replace(/^https:\/\//, '');
      const id = aws.arn('iam', `oidc-provider/${issuer}`, global);
      return { id, arn: id, thumbprint_list: ['9e99a48a9960b14926bb7f3b02e22da2b0ab7280'] };
    },
  },
};
