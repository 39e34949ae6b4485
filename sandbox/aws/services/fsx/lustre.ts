import { randomBytes } from 'node:crypto';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, isOn, numberOf, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { arn } from '../../checks';
import { requireLocalKey } from '../../local-key';
import type { Aws, Check, ResourceModel } from '../../resource-model';
import { requireLustreNetwork } from './network';
import { defaultMetadataIops, lustreSizeProblem, throughputsOf } from './sizes';

const bucketPath = (path: string): Check => ({
  path,
  matches: (text) => text.startsWith('s3://') && text.length <= 900,
  expected: 'a path such as s3://bucket/prefix',
});

/** Lustre file systems. */
export const lustreModels: Readonly<Record<string, ResourceModel>> = {
  aws_fsx_lustre_file_system: {
    replacedBy: forceNew.aws_fsx_lustre_file_system,
    replacedWhen: (prior, planned) => [
      ...(needsOtherStorage(prior, planned) ? ['storage_capacity'] : []),
      ...(hasFewerOwnIops(prior, planned) ? ['metadata_configuration'] : []),
    ],
    checks: [
      { path: 'deployment_type', oneOf: ['SCRATCH_1', 'SCRATCH_2', 'PERSISTENT_1', 'PERSISTENT_2'] },
      { path: 'storage_type', oneOf: ['SSD', 'HDD', 'INTELLIGENT_TIERING'] },
      { path: 'storage_capacity', min: 1200 },
      { path: 'data_compression_type', oneOf: ['NONE', 'LZ4'] },
      { path: 'drive_cache_type', oneOf: ['NONE', 'READ'] },
      { path: 'file_system_type_version', length: [1, 20] },
      {
        path: 'file_system_type_version',
        matches: (text) => /^[0-9].[0-9]+$/.test(text),
        expected: 'a version such as 2.15',
      },
      { path: 'automatic_backup_retention_days', min: 0, max: 90 },
      {
        path: 'daily_automatic_backup_start_time',
        matches: (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text),
        expected: 'a time HH:MM',
      },
      {
        path: 'weekly_maintenance_start_time',
        matches: (text) => /^[1-7]:([01]\d|2[0-3]):[0-5]\d$/.test(text),
        expected: 'a time d:HH:MM',
      },
      { path: 'auto_import_policy', oneOf: ['NONE', 'NEW', 'NEW_CHANGED', 'NEW_CHANGED_DELETED'] },
      bucketPath('import_path'),
      bucketPath('export_path'),
      { path: 'imported_file_chunk_size', min: 1, max: 512_000 },
      { path: 'kms_key_id', ...arn },
      { path: 'metadata_configuration.mode', oneOf: ['AUTOMATIC', 'USER_PROVISIONED'] },
      { path: 'metadata_configuration.iops', min: 1500, max: 192_000 },
      { path: 'log_configuration.level', oneOf: ['DISABLED', 'WARN_ONLY', 'ERROR_ONLY', 'WARN_ERROR'] },
      { path: 'log_configuration.destination', ...arn },
    ],
    references: [
      { path: 'subnet_ids', type: 'aws_subnet', missing: 'InvalidNetworkSettings' },
      { path: 'security_group_ids', type: 'aws_security_group', missing: 'InvalidNetworkSettings' },
    ],
    create(values, aws) {
      checkFileSystem(values, aws);
      const id = aws.newId('fs');
      const isScratch = (textOf(values, 'deployment_type') ?? 'SCRATCH_1').startsWith('SCRATCH');
      return {
        id,
        arn: aws.arn('fsx', `file-system/${id}`),
        dns_name: `${id}.fsx.${aws.region}.amazonaws.com`,
        // Eight lower-case letters and digits.
        mount_name: randomBytes(4).toString('hex'),
        network_interface_ids: [aws.newId('eni'), aws.newId('eni')],
        owner_id: aws.account,
        vpc_id: requireLustreNetwork(values, aws),
        auto_import_policy: 'NONE',
        automatic_backup_retention_days: 0,
        daily_automatic_backup_start_time: null,
        efa_enabled: false,
        export_path: null,
        file_system_type_version: defaultVersion(values),
        imported_file_chunk_size: null,
        kms_key_id: isScratch ? null : aws.arn('kms', 'alias/aws/fsx'),
        metadata_configuration: metadata(values),
        log_configuration: blocksOf(values, 'log_configuration').map((block) => ({
          ...block,
          destination: textOf(block, 'destination') ?? aws.arn('logs', 'log-group:/aws/fsx/lustre'),
        })),
        weekly_maintenance_start_time: '2:05:00',
      };
    },
    update(values, _prior, aws) {
      checkFileSystem(values, aws);
      return { metadata_configuration: metadata(values) };
    },
  },
};

/** Source: Amazon FSx API Reference, "CreateFileSystem" (`FileSystemTypeVersion`), as of 2026-11. */
function defaultVersion(values: Values): string {
  if (blocksOf(values, 'metadata_configuration').length > 0) return '2.15';
  return textOf(values, 'deployment_type') === 'PERSISTENT_2' ? '2.12' : '2.10';
}

/** Storage never shrinks, not even to nothing said, and that of the oldest type does not grow either. */
function needsOtherStorage(prior: Values, planned: Values): boolean {
  const changes = numberOf(prior, 'storage_capacity') !== numberOf(planned, 'storage_capacity');
  const isOldest = (textOf(planned, 'deployment_type') ?? 'SCRATCH_1') === 'SCRATCH_1';
  const isUnset = planned['storage_capacity'] === null;
  return isLess(prior, planned, 'storage_capacity') || (changes && (isOldest || isUnset));
}

/** What the service chose in automatic mode may become less in place. */
function hasFewerOwnIops(prior: Values, planned: Values): boolean {
  const isOwn = (values: Values) => textOf(values, 'metadata_configuration.mode') === 'USER_PROVISIONED';
  return isOwn(prior) && isOwn(planned) && isLess(prior, planned, 'metadata_configuration.iops');
}

function isLess(prior: Values, planned: Values, path: string): boolean {
  const [before, after] = [prior, planned].map((values) => numberOf(values, path));
  return before !== undefined && after !== undefined && after < before;
}

function checkFileSystem(values: Values, aws: Aws): void {
  const deployment = textOf(values, 'deployment_type') ?? 'SCRATCH_1';
  const storage = textOf(values, 'storage_type') ?? 'SSD';
  const throughput = numberOf(values, 'per_unit_storage_throughput');
  const allowed = throughputsOf(deployment, storage);
  if (allowed.length > 0 && (throughput === undefined || !allowed.includes(throughput))) {
    throw new ApiError(
      'InvalidPerUnitStorageThroughput',
      `PerUnitStorageThroughput must be one of ${allowed.join(', ')} for ${deployment} on ${storage}, got ${throughput}`,
    );
  }
  const problem = lustreSizeProblem(deployment, storage, numberOf(values, 'storage_capacity'), throughput);
  if (problem) throw new ApiError('BadRequest', problem);

  if (textOf(values, 'file_system_type_version') === '2.10' && deployment === 'PERSISTENT_2') {
    throw new ApiError('BadRequest', 'Lustre 2.10 is not supported by the deployment type PERSISTENT_2');
  }
  const hasMetadata = blocksOf(values, 'metadata_configuration').length > 0;
  if (hasMetadata && deployment !== 'PERSISTENT_2') {
    throw new ApiError('BadRequest', 'metadata_configuration can only be set when deployment type is PERSISTENT_2');
  }
  if (isOn(values, 'efa_enabled') && !hasMetadata) {
    throw new ApiError('BadRequest', 'EFA needs a PERSISTENT_2 file system with a metadata configuration');
  }
  if (deployment.startsWith('SCRATCH') && (numberOf(values, 'automatic_backup_retention_days') ?? 0) > 0) {
    throw new ApiError('BadRequest', 'Backups are not supported on scratch file systems');
  }
  requireLocalKey(textOf(values, 'kms_key_id'), aws, 'BadRequest');
}

function metadata(values: Values): Values[] {
  return blocksOf(values, 'metadata_configuration').map((block) => ({
    mode: textOf(block, 'mode') ?? 'AUTOMATIC',
    iops: numberOf(block, 'iops') ?? defaultMetadataIops(numberOf(values, 'storage_capacity') ?? 0),
  }));
}
