import type { Duration } from '../../schemas/duration';
import type { NodeRange } from './pool-plan';

export interface ClusterPlan {
  readonly name: string;
  readonly version: string;
  readonly support: 'standard' | 'extended';
  readonly publicCidrs: readonly string[];
  readonly admins: readonly string[];
  readonly viewers: readonly string[];
  readonly serviceCidr: string;
  readonly deletionProtection: boolean;
  readonly logRetention: Duration;
  readonly systemPool: SystemPoolPlan;
}

export interface SystemPoolPlan {
  readonly instanceTypes: readonly string[];
  readonly nodes: NodeRange;
}
