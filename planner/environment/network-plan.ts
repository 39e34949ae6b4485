import type { Duration } from '../../schemas/duration';

export interface NetworkPlan {
  readonly name: string;
  readonly cidr: string;
  /** Empty if the range has no room for the subnets, or the region is unknown and names no zones. */
  readonly zones: readonly ZonePlan[];
  readonly nat: 'per-zone' | 'single';
  /** Short names of AWS services, for example `ecr.api`. */
  readonly interfaceEndpoints: readonly string[];
  readonly flowLogRetention: Duration;
}

export interface ZonePlan {
  /** Zone id, for example `use1-az1`. */
  readonly id: string;
  /** /20 for nodes and pods. */
  readonly privateCidr: string;
  /** /24 for load balancers and NAT gateways. */
  readonly publicCidr: string;
  /** /26 for the control plane's network interfaces. */
  readonly controlPlaneCidr: string;
}
