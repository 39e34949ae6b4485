import type { DataModel, ResourceModel } from '../resource-model';
import { eksAccessModels } from './eks-access';
import { addonVersionData, eksAddonModels } from './eks-addons';
import { clusterData, eksClusterModels } from './eks-cluster';
import { eksNodeGroupModels } from './eks-node-groups';
import { podIdentityModels } from './eks-pod-identity';

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
