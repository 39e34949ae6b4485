import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { accountNumber, arn } from '../../checks';
import type { Aws, Check, ResourceModel } from '../../resource-model';
import { bucketReference, byBucket, regionOfBucket, settingId } from './bucket';

const bucketName: Check = { path: 'bucket', length: [1, 63] };
const bucketOwner: Check = { path: 'expected_bucket_owner', ...accountNumber };

/** What a bucket does with its objects, apart from their life and their copies. */
export const s3SettingModels: Readonly<Record<string, ResourceModel>> = {
  aws_s3_bucket_versioning: {
    replacedBy: forceNew.aws_s3_bucket_versioning,
    checks: [
      bucketName,
      bucketOwner,
      { path: 'versioning_configuration.status', oneOf: ['Enabled', 'Suspended', 'Disabled'] },
      { path: 'versioning_configuration.mfa_delete', oneOf: ['Enabled', 'Disabled'] },
    ],
    references: [bucketReference],
    importId: byBucket,
    create: (values) => ({ id: settingId(values), versioning_configuration: versioning(values) }),
    update(values, prior, aws) {
      const [before, after] = [prior, values].map((each) => textOf(each, 'versioning_configuration.status'));
      if (before !== after) keepForReplication(values, aws);
      if (after === 'Disabled' && before !== 'Disabled') {
        throw new ApiError('InvalidArgument', `versioning cannot be updated from '${before}' to 'Disabled'`);
      }
      return { versioning_configuration: versioning(values) };
    },
    remove(values, aws) {
      if (textOf(values, 'versioning_configuration.status') === 'Enabled') keepForReplication(values, aws);
    },
  },

  aws_s3_bucket_server_side_encryption_configuration: {
    replacedBy: forceNew.aws_s3_bucket_server_side_encryption_configuration,
    checks: [
      bucketName,
      bucketOwner,
      {
        path: 'rule.apply_server_side_encryption_by_default.sse_algorithm',
        oneOf: ['AES256', 'aws:kms', 'aws:kms:dsse'],
      },
    ],
    references: [bucketReference],
    importId: byBucket,
    create(values) {
      refuseKeyWithoutKms(values);
      return { id: settingId(values) };
    },
    update(values) {
      refuseKeyWithoutKms(values);
      return {};
    },
  },

  aws_s3_bucket_logging: {
    replacedBy: forceNew.aws_s3_bucket_logging,
    checks: [
      bucketName,
      bucketOwner,
      { path: 'target_grant.permission', oneOf: ['FULL_CONTROL', 'READ', 'WRITE'] },
      {
        path: 'target_object_key_format.partitioned_prefix.partition_date_source',
        oneOf: ['EventTime', 'DeliveryTime'],
      },
    ],
    references: [bucketReference],
    importId: byBucket,
    create(values, aws) {
      requireLogBucket(values, aws);
      return { id: settingId(values) };
    },
    update(values, _prior, aws) {
      requireLogBucket(values, aws);
      return {};
    },
  },

  aws_s3_bucket_notification: {
    replacedBy: forceNew.aws_s3_bucket_notification,
    checks: [
      { path: 'queue.queue_arn', ...arn },
      { path: 'topic.topic_arn', ...arn },
      { path: 'lambda_function.lambda_function_arn', ...arn },
    ],
    references: [
      bucketReference,
      { path: 'queue.queue_arn', type: 'aws_sqs_queue', by: 'arn', missing: 'InvalidArgument', onDelete: 'ignore' },
      { path: 'topic.topic_arn', type: 'aws_sns_topic', by: 'arn', missing: 'InvalidArgument', onDelete: 'ignore' },
    ],
    importId: byBucket,
    create(values, aws) {
      requireLocalDestinations(values, aws);
      return { id: settingId(values), ...identified(values, aws) };
    },
    update(values, _prior, aws) {
      requireLocalDestinations(values, aws);
      return identified(values, aws);
    },
  },
};

function versioning(values: Values): Values[] {
  return blocksOf(values, 'versioning_configuration').map((block) => ({
    ...block,
    mfa_delete: textOf(block, 'mfa_delete') ?? null,
  }));
}

/** A bucket that replicates has to stay versioned. */
function keepForReplication(values: Values, aws: Aws): void {
  if (!aws.find('aws_s3_bucket_replication_configuration', textOf(values, 'bucket') ?? '')) return;
  throw new ApiError(
    'InvalidBucketState',
    'A replication configuration is present on this bucket, so you cannot change the versioning state.',
  );
}

function refuseKeyWithoutKms(values: Values): void {
  for (const rule of blocksOf(values, 'rule.apply_server_side_encryption_by_default')) {
    if (textOf(rule, 'sse_algorithm') !== 'AES256' || textOf(rule, 'kms_master_key_id') === undefined) continue;
    throw new ApiError(
      'InvalidArgument',
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    );
  }
}

function requireLogBucket(values: Values, aws: Aws): void {
  const target = textOf(values, 'target_bucket') ?? '';
  const region = regionOfBucket(aws, target);
  if (region === undefined) {
    throw new ApiError('InvalidTargetBucketForLogging', `The target bucket for logging does not exist: ${target}`);
  }
  if (region !== aws.region) {
    throw new ApiError(
      'CrossLocationLoggingProhibitted',
      `Cross S3 location logging not allowed: ${textOf(values, 'bucket')} is in ${aws.region}, ${target} in ${region}`,
    );
  }
}

function requireLocalDestinations(values: Values, aws: Aws): void {
  const destinations = ['queue.queue_arn', 'topic.topic_arn', 'lambda_function.lambda_function_arn'];
  for (const destination of destinations.flatMap((path) => textsAt(values, path))) {
    if (destination.split(':')[3] === aws.region) continue;
    throw new ApiError(
      'InvalidArgument',
      `The notification destination service region is not valid for the bucket location constraint: ${destination}`,
    );
  }
}

function identified(values: Values, aws: Aws): Values {
  const name = (kind: string) =>
    blocksOf(values, kind).map((block) => ({ ...block, id: textOf(block, 'id') ?? aws.newId(`tf-s3-${kind}`) }));
  return { queue: name('queue'), topic: name('topic'), lambda_function: name('lambda_function') };
}
