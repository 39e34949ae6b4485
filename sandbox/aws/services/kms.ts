import { randomUUID } from 'node:crypto';
import { forceNew } from '../../../catalog/replacements/force-new';
import { ApiError } from '../../cloud/api-error';
import { isOn, textOf } from '../../protocol/paths';
import type { Values } from '../../protocol/value';
import { json } from '../checks';
import { chosenName } from '../chosen-name';
import { isAllowed } from '../policies/policy-statements';
import type { Aws, Check, ResourceModel } from '../resource-model';

/** Source: AWS KMS API Reference, "CreateKey", "CreateAlias"; AWS KMS Developer Guide, "Default key policy"; 2026-11. */
export const kmsModels: Readonly<Record<string, ResourceModel>> = {
  aws_kms_key: {
    replacedBy: forceNew.aws_kms_key,
    checks: [
      { path: 'custom_key_store_id', length: [1, 22] },
      {
        path: 'customer_master_key_spec',
        oneOf: [
          ...['SYMMETRIC_DEFAULT', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'SM2'],
          ...['ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521', 'ECC_SECG_P256K1', 'ECC_NIST_EDWARDS25519'],
          ...['HMAC_224', 'HMAC_256', 'HMAC_384', 'HMAC_512', 'ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'],
        ],
      },
      { path: 'deletion_window_in_days', min: 7, max: 30 },
      { path: 'description', length: [0, 8192] },
      { path: 'key_usage', oneOf: ['SIGN_VERIFY', 'ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'] },
      { path: 'policy', ...json },
      { path: 'rotation_period_in_days', min: 90, max: 2560 },
      { path: 'xks_key_id', length: [1, 128] },
    ],
    policies: [{ path: 'policy', kind: 'resource', longest: 32_768 }],
    create(values, aws) {
      const policy = textOf(values, 'policy') ?? defaultPolicy(aws);
      refuseLockout(values, policy, aws);
      refuseRotation(values);
      const id = isOn(values, 'multi_region') ? `mrk-${randomUUID().replace(/-/g, '')}` : randomUUID();
      return {
        id,
        key_id: id,
        arn: aws.arn('kms', `key/${id}`),
        description: '',
        multi_region: false,
        policy,
        rotation_period_in_days: isOn(values, 'enable_key_rotation') ? 365 : null,
      };
    },
    update(values, _prior, aws) {
      refuseLockout(values, textOf(values, 'policy') ?? defaultPolicy(aws), aws);
      refuseRotation(values);
      return {};
    },
  },
  aws_kms_alias: {
    replacedBy: forceNew.aws_kms_alias,
    recomputed: ['target_key_arn'],
    checks: [aliasName('name'), aliasName('name_prefix')],
    unique: { of: (values) => textOf(values, 'name'), taken: 'AlreadyExistsException' },
    create(values, aws) {
      const name = chosenName(textOf(values, 'name_prefix') ? values : { name_prefix: 'alias/', ...values }, aws);
      return { id: name, name, name_prefix: null, arn: aws.arn('kms', name), target_key_arn: targetArn(values, aws) };
    },
    update: (values, _prior, aws) => ({ target_key_arn: targetArn(values, aws) }),
  },
};

function aliasName(path: string): Check {
  return {
    path,
    matches: (text) => /^alias\/[a-zA-Z0-9/_-]+$/.test(text) && !text.startsWith('alias/aws/'),
    expected: "alias/ and then letters, digits and any of _/-, and nothing below 'alias/aws/'",
  };
}

/** The default lets the account's own IAM policies decide. */
function defaultPolicy({ account }: Aws): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

/** KMS accepts no policy that its author could not change any more. */
function refuseLockout(values: Values, policy: string, { account }: Aws): void {
  if (isOn(values, 'bypass_policy_lockout_safety_check')) return;
  const principals = [account, `arn:aws:iam::${account}:root`];
  if (isAllowed(policy, { kind: 'AWS', principals, action: 'kms:PutKeyPolicy' })) return;
  throw new ApiError(
    'MalformedPolicyDocumentException',
    'The new key policy will not allow you to update the key policy in the future.',
  );
}

function refuseRotation(values: Values): void {
  const spec = textOf(values, 'customer_master_key_spec') ?? 'SYMMETRIC_DEFAULT';
  if (isOn(values, 'enable_key_rotation') && (spec !== 'SYMMETRIC_DEFAULT' || textOf(values, 'custom_key_store_id'))) {
    throw new ApiError('UnsupportedOperationException', `KMS does not rotate keys of the specification ${spec}.`);
  }
}

/** A key is named by its id or its ARN. */
function targetArn(values: Values, aws: Aws): string {
  const target = textOf(values, 'target_key_id') ?? '';
  const key = aws.find('aws_kms_key', target) ?? aws.findByArn(target)?.values;
  const found = key && textOf(key, 'arn');
  if (found === undefined) throw new ApiError('NotFoundException', `Key '${target}' does not exist`);
  return found;
}
