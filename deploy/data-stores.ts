import type { StateResource } from './terraform/stack-state';

/** A type of object that keeps data which nothing else can make again. */
interface DataStore {
  /** Attribute that tells people which one it is. */
  readonly name: string;
  /** What becomes of the data. */
  readonly deletion: (attributes: Readonly<Record<string, unknown>>) => string;
}

const withContent = 'is deleted with its content';

/**
 * The types that are deleted only when somebody says so. Not among them: KMS keys, which can be restored for days
 * after their deletion, and logs of the infrastructure itself.
 *
 * Sources: hashicorp/aws 5.100, argument reference of each type; Amazon S3 User Guide, "Deleting a bucket"; Amazon ECR
 * API Reference, DeleteRepository; FSx for Lustre User Guide, "Deleting a file system".
 */
const dataStores: Readonly<Record<string, DataStore>> = {
  aws_s3_bucket: {
    name: 'bucket',
    deletion: ({ force_destroy: force }) => (force === true ? withContent : 'is refused by AWS until it is empty'),
  },
  aws_ecr_repository: {
    name: 'name',
    deletion: ({ force_delete: force }) => (force === true ? withContent : 'is refused by AWS until it is empty'),
  },
  aws_fsx_lustre_file_system: {
    name: 'id',
    deletion: ({ skip_final_backup: skip }) => (skip === false ? 'is deleted after a last backup' : withContent),
  },
  aws_efs_file_system: { name: 'id', deletion: () => withContent },
};

/** What somebody has to agree to before an object is destroyed; undefined if it keeps no data. */
export function dataIn({ type, attributes }: StateResource): string | undefined {
  const store = dataStores[type];
  return store && `${String(attributes[store.name] ?? 'it')} ${store.deletion(attributes)}`;
}
