import type { ResourceModel } from '../resource-model';
import { listenerModels } from './elb-listeners';
import { loadBalancerModels } from './elb-load-balancers';
import { targetGroupModels } from './elb-target-groups';

/** Load balancers, their listeners and what they forward to. */
export const loadBalancingModels: Readonly<Record<string, ResourceModel>> = {
  ...loadBalancerModels,
  ...listenerModels,
  ...targetGroupModels,
};
