import type { ResourceModel } from '../resource-model';
import { fsxAssociationModels } from './fsx-associations';
import { lustreModels } from './fsx-lustre';

/** File systems and their links to buckets. */
export const fsxModels: Readonly<Record<string, ResourceModel>> = { ...lustreModels, ...fsxAssociationModels };
