import type { Duration } from '../../schemas/duration';

/** How the load balancer judges a target: what is built and what the proof of the objectives counts with. */
export interface TargetProbePlan {
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

/**
 * How a hung engine is restarted: the liveness probe of its pod. It fails once no step has been made for `stall`, so at worst
 * `stall` + `interval` × `failures` + `timeout` after the last one. The timeout is the longest of all engines: SGLang may take
 * 20 seconds for its health path when it is busy.
 */
export const livenessProbe = {
  stall: { seconds: 300 },
  interval: { seconds: 10 },
  timeout: { seconds: 52 },
  failures: 3,
} as const;
