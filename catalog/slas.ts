import type { Dated } from './table';

export const slasAsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'Service level agreements at aws.amazon.com/<service>/sla (EKS 2022-05-04, EC2, Elastic Load Balancing, Route 53, S3, ECR, KMS, Secrets Manager), as collected in mikaelvesavuori/cloud-sla, 2023-01; check the pages before quoting them in a contract',
};

/** Services that can be in the path of every request. */
export type ServiceLevel = 'elb' | 'ec2Region' | 'ec2Instance' | 'route53';

interface PublishedLevel {
  readonly service: string;
  /** Monthly availability below which AWS pays credits: no prediction, and without maintenance and software of your own. */
  readonly percent: number;
}

/** Published availability of the services that the proof multiplies. */
export const serviceLevels: Readonly<Record<ServiceLevel, PublishedLevel>> = {
  route53: { service: 'Route 53, answers of a public hosted zone', percent: 100 },
  elb: { service: 'Elastic Load Balancing', percent: 99.99 },
  ec2Region: { service: 'EC2, instances in two or more zones of a region', percent: 99.99 },
  ec2Instance: { service: 'EC2, a single instance', percent: 99.5 },
};

/**
 * Services that a request does not pass: pods that run go on while these are down. They matter for starting and
 * scaling, which is why nothing may have to start during a failover.
 */
export const startUpServices = [
  { service: 'EKS control plane', percent: 99.95 },
  { service: 'ECR', percent: 99.9 },
  { service: 'S3', percent: 99.9 },
  { service: 'Secrets Manager', percent: 99.9 },
  { service: 'KMS', percent: 99.999 },
  { service: 'CloudWatch', percent: 99.9 },
] as const;
