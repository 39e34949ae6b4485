/** Names of the scrape jobs, the label `job` of what they measure. */
export const scrapeJobs = {
  /** Few series of each engine, often. */
  heartbeat: 'engine-heartbeat',
  engine: 'engine',
  gateway: 'gateway',
  /** What CloudWatch says of the load balancer. */
  loadBalancer: 'load-balancer',
  /** The other regions' own names, seen from here. */
  regions: 'region-probe',
  /** Whether the alerts of other regions get through. */
  alerts: 'region-alerts',
  /** The name that users call. */
  publicName: 'public-name',
} as const;
