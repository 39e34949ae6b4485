import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, numberOf, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { accountNumber, arn } from '../../checks';
import type { Aws, ResourceModel } from '../../resource-model';
import { bucketReference, byBucket, regionOfBucket, settingId, versioningOf } from './bucket';

const switchStates = ['Enabled', 'Disabled'];

/** Copies of objects in other buckets. */
export const s3ReplicationModels: Readonly<Record<string, ResourceModel>> = {
  aws_s3_bucket_replication_configuration: {
    replacedBy: forceNew.aws_s3_bucket_replication_configuration,
    checks: [
      { path: 'bucket', length: [1, 63] },
      { path: 'role', ...arn },
      { path: 'rule.id', length: [0, 255] },
      { path: 'rule.prefix', length: [0, 1024] },
      { path: 'rule.filter.prefix', length: [0, 1024] },
      { path: 'rule.status', oneOf: switchStates },
      { path: 'rule.delete_marker_replication.status', oneOf: switchStates },
      { path: 'rule.existing_object_replication.status', oneOf: switchStates },
      { path: 'rule.source_selection_criteria.sse_kms_encrypted_objects.status', oneOf: switchStates },
      { path: 'rule.source_selection_criteria.replica_modifications.status', oneOf: switchStates },
      { path: 'rule.destination.bucket', ...arn },
      { path: 'rule.destination.account', ...accountNumber },
      {
        path: 'rule.destination.storage_class',
        oneOf: [
          'STANDARD',
          'REDUCED_REDUNDANCY',
          'STANDARD_IA',
          'ONEZONE_IA',
          'INTELLIGENT_TIERING',
          'GLACIER',
          'DEEP_ARCHIVE',
          'OUTPOSTS',
          'GLACIER_IR',
          'SNOW',
          'EXPRESS_ONEZONE',
          'FSX_OPENZFS',
          'FSX_ONTAP',
        ],
      },
      { path: 'rule.destination.metrics.status', oneOf: switchStates },
      { path: 'rule.destination.replication_time.status', oneOf: switchStates },
      { path: 'rule.destination.encryption_configuration.replica_kms_key_id', ...arn },
    ],
    references: [
      bucketReference,
      { path: 'role', type: 'aws_iam_role', by: 'arn', missing: 'InvalidArgument', onDelete: 'ignore' },
      {
        path: 'rule.destination.bucket',
        type: 'aws_s3_bucket',
        by: 'arn',
        missing: 'InvalidRequest',
        onDelete: 'ignore',
      },
    ],
    importId: byBucket,
    create(values, aws) {
      checkReplication(values, aws);
      return { id: settingId(values), rule: identified(values, aws) };
    },
    update(values, _prior, aws) {
      checkReplication(values, aws);
      return { rule: identified(values, aws) };
    },
  },
};

function checkReplication(values: Values, aws: Aws): void {
  if (versioningOf(aws, textOf(values, 'bucket') ?? '') !== 'Enabled') {
    throw invalid("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
  }
  const rules = blocksOf(values, 'rule');
  requireDistinct(
    rules.map((rule) => textOf(rule, 'id')),
    'Rule ID must be unique. Found same ID for more than one rule',
  );
  requireDistinct(
    rules.filter((rule) => blocksOf(rule, 'filter').length > 0).map((rule) => numberOf(rule, 'priority') ?? 0),
    'Found duplicate priority in replication rules',
  );
  for (const rule of rules) checkRule(rule, textOf(values, 'bucket') ?? '', aws);
}

/** Source: Amazon S3 User Guide, "Replication configuration file elements", and the service's answers; as of 2026-11. */
function checkRule(rule: Values, source: string, aws: Aws): void {
  if (blocksOf(rule, 'filter').length > 0 && blocksOf(rule, 'delete_marker_replication').length === 0) {
    throw invalid('DeleteMarkerReplication must be specified for this version of the replication configuration schema');
  }
  const replicaKey = textOf(rule, 'destination.encryption_configuration.replica_kms_key_id');
  const encrypted = textOf(rule, 'source_selection_criteria.sse_kms_encrypted_objects.status');
  if (encrypted === 'Enabled' && replicaKey === undefined) {
    throw invalid('ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present');
  }
  if (replicaKey !== undefined && encrypted === undefined) {
    throw invalid('SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present');
  }
  for (const destination of blocksOf(rule, 'destination')) {
    const bucket = textOf(destination, 'bucket')?.replace(/^arn:aws:s3:::/, '') ?? '';
    if (bucket === source) throw invalid('Destination bucket cannot be the same as the source bucket');
    if (regionOfBucket(aws, bucket) === aws.region && versioningOf(aws, bucket) !== 'Enabled') {
      throw invalid('Destination bucket must have versioning enabled.');
    }
    requireReplicaKeyRegion(replicaKey, regionOfBucket(aws, bucket));
    checkReplicationTime(destination);
  }
}

function requireReplicaKeyRegion(key: string | undefined, region: string | undefined): void {
  const [, , , keyRegion] = key?.split(':') ?? [];
  if (keyRegion === undefined || region === undefined || keyRegion === region) return;
  throw new ApiError('InvalidArgument', `The replica's KMS key is in ${keyRegion}, its bucket in ${region}: ${key}`);
}

/** Replication Time Control comes with metrics, and both know 15 minutes only. */
function checkReplicationTime(destination: Values): void {
  if (textOf(destination, 'replication_time.status') !== 'Enabled') return;
  if (textOf(destination, 'metrics.status') !== 'Enabled') {
    throw invalid('Metrics must be enabled if ReplicationTime is enabled');
  }
  const minutes = [
    numberOf(destination, 'replication_time.time.minutes'),
    numberOf(destination, 'metrics.event_threshold.minutes'),
  ];
  if (minutes.some((value) => value !== 15)) throw invalid('The only valid value for minutes is 15');
}

function requireDistinct(keys: readonly (string | number | undefined)[], message: string): void {
  const given = keys.filter((key) => key !== undefined);
  if (new Set(given).size < given.length) throw new ApiError('InvalidArgument', message);
}

function identified(values: Values, aws: Aws): Values[] {
  return blocksOf(values, 'rule').map((rule) => ({ ...rule, id: textOf(rule, 'id') ?? aws.newId('rule') }));
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidRequest', message);
}
