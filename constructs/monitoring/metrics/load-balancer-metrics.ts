/**
 * What a Network Load Balancer says of itself, read from CloudWatch by YACE.
 *
 * Sources: User Guide for Network Load Balancers, "CloudWatch metrics for your Network Load Balancer" (namespace,
 * dimensions, `HealthyHostCount`: reported if there are registered targets; once a minute); YACE 0.67,
 * docs/configuration.md (static jobs; `nilToZero`) and its naming of metrics; 2026-11.
 */

/**
 * Targets that a node of the load balancer finds healthy, the most of a minute. The fewest would be none for ever where a
 * zone of the load balancer has no target of its own: each zone counts for itself.
 */
export const healthyTargets = 'aws_networkelb_healthy_host_count_maximum';

/** Name and service account of the exporter. */
export const cloudWatchExporter = 'cloudwatch-exporter';

/** Between two readings, in seconds: CloudWatch gets a value a minute. */
export const readingSeconds = 60;

/** A load balancer, and the target group of each service behind it. */
export interface BalancedServices {
  /** Last part of the load balancer's ARN, from `net/` on. */
  readonly loadBalancer: string;
  /** Last part of the ARN, from `targetgroup/` on, by the name of the service. */
  readonly targetGroups: Readonly<Record<string, string>>;
}

/**
 * Configuration of the exporter. It asks for metrics by name, so it need not be allowed to look for resources. A target
 * group that nobody is registered in has no value: that is no healthy target.
 */
export function exporterConfig(region: string, { loadBalancer, targetGroups }: BalancedServices): object {
  return {
    apiVersion: 'v1alpha1',
    'sts-region': region,
    static: Object.entries(targetGroups).map(([service, targetGroup]) => ({
      name: service,
      namespace: 'AWS/NetworkELB',
      regions: [region],
      dimensions: [
        { name: 'LoadBalancer', value: loadBalancer },
        { name: 'TargetGroup', value: targetGroup },
      ],
      metrics: [
        {
          name: 'HealthyHostCount',
          statistics: ['Maximum'],
          period: readingSeconds,
          // A value comes minutes after its time; the newest of these counts.
          length: 5 * readingSeconds,
          nilToZero: true,
        },
      ],
    })),
  };
}
