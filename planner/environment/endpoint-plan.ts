import type { Duration } from '../../schemas/duration';

/** The regional load balancer and the public services behind it. */
export interface EndpointPlan {
  readonly name: string;
  /** Per-region name that health checks probe, for example `us-east-1.chat.example.com`. */
  readonly host: string;
  readonly services: readonly EndpointServicePlan[];
}

export interface EndpointServicePlan {
  readonly name: string;
  /** TLS port of the load balancer. */
  readonly listenerPort: number;
  /** Port of the gateway's pods for it. */
  readonly targetPort: number;
  readonly healthCheckPath: string;
  readonly probe: TargetProbePlan;
  readonly deregistrationDelay: Duration;
}

/** How the load balancer judges a target: what is built and what the proof of the objectives counts with. */
interface TargetProbePlan {
  readonly interval: Duration;
  readonly timeout: Duration;
  /** Probes in a row after which a target gets requests. */
  readonly healthyThreshold: number;
  /** Probes in a row after which it gets none. */
  readonly unhealthyThreshold: number;
}

/**
 * A target leaves after `unhealthyThreshold` failed probes in a row, so at worst `interval` × `unhealthyThreshold` +
 * `timeout` after it broke. Two would be faster, but one slow answer during a long prefill must not cost a server its
 * streams.
 */
export const targetProbe: TargetProbePlan = {
  interval: { seconds: 10 },
  timeout: { seconds: 4 },
  healthyThreshold: 2,
  unhealthyThreshold: 3,
};
