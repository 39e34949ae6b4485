import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { isOn, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { json } from '../../checks';
import { policyStatements, textList } from '../../policies/policy-statements';
import type { Aws, ResourceModel } from '../../resource-model';
import { bucketReference, byBucket, settingId } from './bucket';

/** Who may do what with a bucket. */
export const s3AccessModels: Readonly<Record<string, ResourceModel>> = {
  aws_s3_bucket_policy: {
    replacedBy: forceNew.aws_s3_bucket_policy,
    checks: [{ path: 'policy', ...json }],
    policies: [{ path: 'policy', kind: 'resource', longest: 20_480 }],
    references: [bucketReference],
    importId: byBucket,
    create(values, aws) {
      refusePublicPolicy(values, aws);
      return { id: settingId(values) };
    },
    update(values, _prior, aws) {
      refusePublicPolicy(values, aws);
      return {};
    },
  },

  aws_s3_bucket_public_access_block: {
    replacedBy: forceNew.aws_s3_bucket_public_access_block,
    references: [bucketReference],
    importId: byBucket,
    create: (values) => ({ id: settingId(values) }),
  },

  aws_s3_bucket_ownership_controls: {
    replacedBy: forceNew.aws_s3_bucket_ownership_controls,
    checks: [
      { path: 'bucket', matches: (text) => text !== '', expected: 'the name of a bucket' },
      { path: 'rule.object_ownership', oneOf: ['BucketOwnerPreferred', 'ObjectWriter', 'BucketOwnerEnforced'] },
    ],
    references: [bucketReference],
    importId: byBucket,
    create: (values) => ({ id: settingId(values) }),
  },
};

function refusePublicPolicy(values: Values, aws: Aws): void {
  const bucket = textOf(values, 'bucket') ?? '';
  const block = aws.find('aws_s3_bucket_public_access_block', bucket);
  if (!block || !isOn(block, 'block_public_policy') || !isPublic(textOf(values, 'policy') ?? '')) return;
  throw new ApiError(
    'AccessDenied',
    `s3:PutBucketPolicy on ${bucket}: public policies are blocked by the BlockPublicPolicy block public access setting`,
  );
}

/**
 * Whether a policy allows everybody something without any condition. With conditions it depends on their values, and
 * those that are meant to be safe are.
 */
function isPublic(policy: string): boolean {
  return policyStatements(JSON.parse(policy) as Readonly<Record<string, unknown>>).some(
    ({ Effect: effect, Principal: principal, Condition: condition }) =>
      effect === 'Allow' && condition === undefined && namesEverybody(principal),
  );
}

function namesEverybody(principal: unknown): boolean {
  const accounts =
    typeof principal === 'object' && principal !== null ? (principal as { AWS?: unknown }).AWS : principal;
  return textList(accounts).includes('*');
}
