import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, numberOf, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, ResourceModel } from '../../resource-model';
import { regionOfBucket } from '../s3/bucket';

const events = ['NEW', 'CHANGED', 'DELETED'];

/** Links between folders of file systems and buckets. */
export const fsxAssociationModels: Readonly<Record<string, ResourceModel>> = {
  aws_fsx_data_repository_association: {
    replacedBy: forceNew.aws_fsx_data_repository_association,
    checks: [
      { path: 'file_system_id', length: [11, 21] },
      { path: 'file_system_id', matches: (text) => text.startsWith('fs-'), expected: 'an id that begins with fs-' },
      { path: 'file_system_path', length: [1, 4096] },
      { path: 'file_system_path', matches: (text) => text.startsWith('/'), expected: 'a path that begins with /' },
      { path: 'data_repository_path', length: [3, 900] },
      {
        path: 'data_repository_path',
        matches: (text) => text.startsWith('s3://'),
        expected: 'a path such as s3://bucket/prefix/',
      },
      { path: 'imported_file_chunk_size', min: 1, max: 512_000 },
      { path: 's3.auto_export_policy.events', oneOf: events },
      { path: 's3.auto_import_policy.events', oneOf: events },
    ],
    references: [
      {
        path: 'file_system_id',
        type: 'aws_fsx_lustre_file_system',
        missing: 'FileSystemNotFound',
        onDelete: 'cascade',
      },
    ],
    create(values, aws) {
      checkAssociation(values, aws);
      const id = aws.newId('dra');
      return {
        id,
        association_id: id,
        arn: aws.arn('fsx', `association/${textOf(values, 'file_system_id')}/${id}`),
        imported_file_chunk_size: numberOf(values, 'imported_file_chunk_size') ?? 1024,
        s3: blocksOf(values, 's3').map((block) => ({
          auto_export_policy: blocksOf(block, 'auto_export_policy').map(knownEvents),
          auto_import_policy: blocksOf(block, 'auto_import_policy').map(knownEvents),
        })),
      };
    },
  },
};

function knownEvents(policy: Values): Values {
  const { events: chosen } = policy;
  return { events: Array.isArray(chosen) ? chosen : [] };
}

/** Source: Amazon FSx for Lustre User Guide, "Linking your file system to an Amazon S3 bucket", as of 2026-11. */
function checkAssociation(values: Values, aws: Aws): void {
  const fileSystemId = textOf(values, 'file_system_id') ?? '';
  const fileSystem = aws.find('aws_fsx_lustre_file_system', fileSystemId) ?? {};
  if ((textOf(fileSystem, 'deployment_type') ?? 'SCRATCH_1') === 'SCRATCH_1') {
    throw new ApiError('BadRequest', 'Data repository associations are not supported on SCRATCH_1 file systems');
  }
  if (textOf(fileSystem, 'file_system_type_version') === '2.10') {
    throw new ApiError('BadRequest', 'Data repository associations need Lustre 2.12 or newer');
  }
  const repository = textOf(values, 'data_repository_path') ?? '';
  const bucket = repository.replace(/^s3:\/\//, '').split('/')[0] ?? '';
  if (regionOfBucket(aws, bucket) === undefined) {
    throw new ApiError('BadRequest', `The S3 bucket does not exist or is not accessible: ${bucket}`);
  }
  const others = aws
    .list('aws_fsx_data_repository_association')
    .filter((other) => textOf(other, 'file_system_id') === fileSystemId);
  if (others.length >= 8) {
    throw new ApiError('ServiceLimitExceeded', `${fileSystemId} has 8 data repository associations already`);
  }
  for (const path of ['file_system_path', 'data_repository_path']) {
    const overlapping = others.find((other) => overlap(textOf(other, path) ?? '', textOf(values, path) ?? ''));
    if (overlapping) {
      throw new ApiError(
        'BadRequest',
        `${path} ${textOf(values, path)} overlaps ${textOf(overlapping, path)} of another association`,
      );
    }
  }
}

/** Whether one path is the other or lies below it. */
function overlap(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => (path.endsWith('/') ? path : `${path}/`)) as [string, string];
  return one.startsWith(other) || other.startsWith(one);
}
