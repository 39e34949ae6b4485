import type { Environment } from '../../planner/environment/environment';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { NetworkOutputs } from '../network-stack';

/** What every part of a cluster stack is made from. */
export interface ClusterBase {
  readonly environment: Environment;
  readonly region: RegionPlan;
  readonly accountId: string;
  readonly network: NetworkOutputs;
}
