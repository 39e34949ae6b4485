import type { ResourceModel } from '../resource-model';
import { s3AccessModels } from './s3-access';
import { s3BucketModels } from './s3-bucket';
import { s3LifecycleModels } from './s3-lifecycle';
import { s3ReplicationModels } from './s3-replication';
import { s3SettingModels } from './s3-settings';

/** Buckets and the settings that Terraform keeps as resources of their own. */
export const s3Models: Readonly<Record<string, ResourceModel>> = {
  ...s3BucketModels,
  ...s3AccessModels,
  ...s3SettingModels,
  ...s3LifecycleModels,
  ...s3ReplicationModels,
};
