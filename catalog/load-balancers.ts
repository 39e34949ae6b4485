import type { Dated } from './table';

export const loadBalancersAsOf: Dated = {
  asOf: '2026-08-31',
  source:
    'User Guide for Network Load Balancers, "Quotas for your Network Load Balancers", "Target group attributes" and "Health checks for target groups"; validation of the Terraform AWS provider (lb_target_group)',
};

/** Quotas of one Network Load Balancer in a new account. */
export const networkLoadBalancer = {
  /** Not adjustable. */
  listeners: 50,
  certificates: 25,
  /** With cross-zone load balancing, in all zones together. A target counts once for each of its target groups. */
  crossZoneTargets: 500,
  /** Without cross-zone load balancing. */
  targetsPerZone: 500,
  /** Without cross-zone load balancing, in all zones together. */
  targets: 3000,
} as const;

/** Bounds of a target group's settings, both ends included. */
export const targetGroup = {
  /** Instances or IP addresses; adjustable. */
  targets: 1000,
  deregistrationDelaySeconds: { min: 0, max: 3600, default: 300 },
  healthCheck: {
    intervalSeconds: { min: 5, max: 300 },
    timeoutSeconds: { min: 2, max: 120 },
    /** Of `healthy_threshold` and `unhealthy_threshold`. */
    threshold: { min: 2, max: 10 },
    /** Status codes that `matcher` may name behind a Network Load Balancer. */
    matcher: { min: 200, max: 599 },
  },
} as const;

/** TLS 1.2 and 1.3 with forward secrecy; checkov CKV_AWS_103 and trivy AWS-0047 accept it. */
export const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
