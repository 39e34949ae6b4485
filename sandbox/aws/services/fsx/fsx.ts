import type { ResourceModel } from '../../resource-model';
import { fsxAssociationModels } from './associations';
import { lustreModels } from './lustre';

/** File systems and their links to buckets. */
export const fsxModels: Readonly<Record<string, ResourceModel>> = { ...lustreModels, ...fsxAssociationModels };
