import type { Dated } from './table';

export const route53AsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'Amazon Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy" and "Values specific for alias records" (TTL of load balancers); the time until checkers agree and name servers follow is an estimate: AWS publishes none',
};

/** Where Route 53 publishes the metrics of health checks, so that their alarms have to live there too. */
export const route53MetricsRegion = 'us-east-1';

/** How health checks of an endpoint behave. */
export const healthChecking = {
  /** Longest wait for the TCP connection, then for a status of 2xx or 3xx. */
  connectSeconds: 4,
  responseSeconds: 2,
  /** An endpoint is healthy while more than this share of the checkers says so. */
  healthyShare: 0.18,
  /** Checkers in each of the regions that probe: an estimate from the addresses that AWS publishes for them. */
  checkersPerRegion: 2,
  /** Until the checkers' results are one status, and the name servers answer by it: an estimate. */
  propagationSeconds: { typical: 10, worst: 30 },
} as const;

/** Time to live of an alias record that leads to a load balancer; cannot be changed. */
export const loadBalancerAliasSeconds = 60;

/** A check of a CloudWatch alarm sees a minute's values after they are complete: an estimate of the delay. */
export const alarmDelaySeconds = { typical: 90, worst: 180 } as const;
