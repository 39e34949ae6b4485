import type { DataModel, ResourceModel } from './resource-model';
import { accountData } from './services/account';
import { acmModels } from './services/acm';
import { autoscalingModels } from './services/autoscaling';
import { budgetsModels } from './services/budgets';
import { cloudwatchModels } from './services/cloudwatch';
import { ecrModels } from './services/ecr';
import { eksData, eksModels } from './services/eks';
import { eventbridgeModels } from './services/eventbridge';
import { fsxModels } from './services/fsx';
import { iamModels } from './services/iam';
import { kmsModels } from './services/kms';
import { launchTemplateModels } from './services/launch-templates';
import { loadBalancingModels } from './services/load-balancing';
import { route53Data, route53Models } from './services/route53';
import { s3Models } from './services/s3';
import { securityGroupModels } from './services/security-groups';
import { snsModels } from './services/sns';
import { sqsModels } from './services/sqs';
import { taggingData } from './services/tagging';
import { vpcData, vpcModels } from './services/vpc';

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
