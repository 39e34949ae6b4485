import type { ResourceModel } from '../../resource-model';
import { iamPolicyModels } from './policies';
import { iamRoleModels } from './roles';

export const iamModels: Readonly<Record<string, ResourceModel>> = { ...iamRoleModels, ...iamPolicyModels };
