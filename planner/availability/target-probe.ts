/** How the load balancer probes a target, in seconds. */
export const targetProbe = { interval: 10, timeout: 4, healthyThreshold: 2, unhealthyThreshold: 3 } as const;
