import type { ResourceModel } from '../../resource-model';
import { s3AccessModels } from './access';
import { s3BucketModels } from './bucket';
import { s3LifecycleModels } from './lifecycle';
import { s3ReplicationModels } from './replication';
import { s3SettingModels } from './settings';

/** Buckets and the settings that Terraform keeps as resources of their own. */
export const s3Models: Readonly<Record<string, ResourceModel>> = {
  ...s3BucketModels,
  ...s3AccessModels,
  ...s3SettingModels,
  ...s3LifecycleModels,
  ...s3ReplicationModels,
};
