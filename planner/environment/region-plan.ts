import type { ClusterPlan } from './cluster-plan';
import type { EndpointPlan } from './endpoint-plan';
import type { NetworkPlan } from './network-plan';
import type { PlatformPlan } from './platform-plan';
import type { PoolPlan } from './pool-plan';
import type { StoragePlan } from './storage-plan';

export interface RegionPlan {
  /** AWS name, for example `us-east-1`. */
  readonly name: string;
  /** Short form as in zone ids, for example `use1`. */
  readonly code: string;
  readonly role: 'active' | 'standby';
  readonly weight: number;
  /** A standby region whose nodes and replicas start only when it is deployed as warm: until then it has none. */
  readonly cold: boolean;
  /** Whether the public name leads around it. */
  readonly drained: boolean;
  readonly network: NetworkPlan;
  readonly cluster: ClusterPlan;
  readonly pools: readonly PoolPlan[];
  readonly storage: StoragePlan;
  /** Names of the models whose weights are fetched here; other regions get copies of them. */
  readonly fetches: readonly string[];
  readonly platform: PlatformPlan;
  /** Absent in a region without public services. */
  readonly endpoint?: EndpointPlan;
}
