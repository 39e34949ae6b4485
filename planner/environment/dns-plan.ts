import type { Duration } from '../../schemas/duration';

export interface DnsPlan {
  readonly zone: string;
  readonly host: string;
  readonly routing: 'active-active' | 'active-passive';
  readonly policy: 'weighted' | 'latency';
  readonly healthCheck: {
    readonly interval: Duration;
    readonly failures: number;
    /** How long a lost region has to be healthy before it gets users again. */
    readonly returnAfter: Duration;
  };
  readonly ttl: Duration;
  /** What makes a region healthy, for each region with an endpoint. */
  readonly checks: readonly RegionCheckPlan[];
  /** Records that route `host`, in the order of the regions. */
  readonly records: readonly RoutingRecord[];
}

/** A region is healthy while all of its probes are, and nobody has drained it. */
export interface RegionCheckPlan {
  readonly region: string;
  readonly probes: readonly ProbePlan[];
  readonly drained: boolean;
  /** Absent where no other region could take the users. */
  readonly drainSwitch?: DrainSwitchPlan;
}

/** What health checkers ask the regional name for. */
export interface ProbePlan {
  readonly service: string;
  readonly port: number;
  readonly path: string;
}

/**
 * A metric by which people drain a region without a deployment: 1 leads users around it, 0 lets them come back, and
 * without new values it stays as it is.
 */
export interface DrainSwitchPlan {
  /** Another region than the one it drains, which may be the one in trouble. */
  readonly region: string;
  /** Name of the alarm on the metric. */
  readonly alarm: string;
  readonly namespace: string;
  readonly metric: string;
}

/** One record of the routing tree of the public name. */
export interface RoutingRecord {
  /** Stable key within the tree, also the Route 53 set identifier. */
  readonly key: string;
  readonly name: string;
  /** A region's own name, or another name of the tree. */
  readonly target: { readonly region: string } | { readonly record: string };
  readonly routing:
    | { readonly type: 'weighted'; readonly weight: number }
    | { readonly type: 'latency'; readonly region: string }
    | { readonly type: 'failover'; readonly role: 'PRIMARY' | 'SECONDARY' };
}

/**
 * How many health checks Route 53 keeps: the probes and a calculated check of each region, and, where another can take
 * over, a hold for each probe and a switch.
 */
export function countHealthChecks(checks: readonly RegionCheckPlan[]): number {
  return checks.reduce(
    (sum, { probes, drainSwitch }) => sum + (drainSwitch === undefined ? probes.length + 1 : 2 * probes.length + 2),
    0,
  );
}
