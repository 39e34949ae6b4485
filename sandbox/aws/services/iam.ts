import type { ResourceModel } from '../resource-model';
import { iamPolicyModels } from './iam-policies';
import { iamRoleModels } from './iam-roles';

export const iamModels: Readonly<Record<string, ResourceModel>> = { ...iamRoleModels, ...iamPolicyModels };
