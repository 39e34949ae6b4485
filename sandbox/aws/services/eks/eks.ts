import type { DataModel, ResourceModel } from '../../resource-model';
import { eksAccessModels } from './access';
import { addonVersionData, eksAddonModels } from './addons';
import { clusterData, eksClusterModels } from './cluster';
import { eksNodeGroupModels } from './node-groups';
import { podIdentityModels } from './pod-identity';

export const eksModels: Readonly<Record<string, ResourceModel>> = {
  ...eksClusterModels,
  ...eksNodeGroupModels,
  ...eksAddonModels,
  ...eksAccessModels,
  ...podIdentityModels,
};

export const eksData: Readonly<Record<string, DataModel>> = {
  aws_eks_addon_version: addonVersionData,
  aws_eks_cluster: clusterData,
};
