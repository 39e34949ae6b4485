import type { DataModel, ResourceModel } from './resource-model';
import { accountData } from './services/account';
import { acmModels } from './services/acm';
import { autoscalingModels } from './services/autoscaling';
import { budgetsModels } from './services/budgets';
import { cloudwatchModels } from './services/cloudwatch/cloudwatch';
import { launchTemplateModels } from './services/ec2/launch-templates';
import { ecrModels } from './services/ecr/ecr';
import { eksData, eksModels } from './services/eks/eks';
import { eventbridgeModels } from './services/eventbridge';
import { fsxModels } from './services/fsx/fsx';
import { iamModels } from './services/iam/iam';
import { kmsModels } from './services/kms';
import { loadBalancingModels } from './services/load-balancing/load-balancing';
import { route53Data, route53Models } from './services/route53/route53';
import { s3Models } from './services/s3/s3';
import { snsModels } from './services/sns';
import { sqsModels } from './services/sqs';
import { taggingData } from './services/tagging';
import { securityGroupModels } from './services/vpc/security-groups';
import { vpcData, vpcModels } from './services/vpc/vpc';

/** Every modelled resource type of AWS. */
export const awsModels: Readonly<Record<string, ResourceModel>> = {
  ...acmModels,
  ...autoscalingModels,
  ...budgetsModels,
  ...cloudwatchModels,
  ...ecrModels,
  ...eksModels,
  ...eventbridgeModels,
  ...fsxModels,
  ...iamModels,
  ...kmsModels,
  ...launchTemplateModels,
  ...loadBalancingModels,
  ...route53Models,
  ...s3Models,
  ...securityGroupModels,
  ...snsModels,
  ...sqsModels,
  ...vpcModels,
};

/** Every modelled data source of AWS. */
export const awsData: Readonly<Record<string, DataModel>> = {
  ...accountData,
  ...eksData,
  ...route53Data,
  ...vpcData,
  ...taggingData(awsModels),
};
