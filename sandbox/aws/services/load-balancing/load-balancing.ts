import type { ResourceModel } from '../../resource-model';
import { listenerModels } from './listeners';
import { loadBalancerModels } from './load-balancers';
import { targetGroupModels } from './target-groups';

/** Load balancers, their listeners and what they forward to. */
export const loadBalancingModels: Readonly<Record<string, ResourceModel>> = {
  ...loadBalancerModels,
  ...listenerModels,
  ...targetGroupModels,
};
