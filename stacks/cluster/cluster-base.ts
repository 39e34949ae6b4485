import type { Environment, RegionPlan } from '../../planner/environment';
import type { NetworkOutputs } from '../network-stack';

/** What every part of a cluster stack is made from. */
export interface ClusterBase {
  readonly environment: Environment;
  readonly region: RegionPlan;
  readonly accountId: string;
  readonly network: NetworkOutputs;
}
