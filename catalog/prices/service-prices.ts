import type { Dated } from '../table';

export const servicePricesAsOf: Dated = {
  asOf: '2026-11-01',
  source:
    'Pricing pages of Amazon EKS, Amazon VPC, Elastic Load Balancing, AWS PrivateLink, Amazon EBS, Amazon S3, Amazon FSx for Lustre, Amazon ECR, Amazon CloudWatch, Amazon Route 53 and AWS KMS; list prices of us-east-1',
};

/** What one unit costs, in US dollars of us-east-1. */
export interface ServicePrice {
  /** What is counted, for people. */
  readonly unit: string;
  readonly usd: number;
  /** Route 53 and other global services cost the same everywhere. */
  readonly global?: true;
}

/** List prices of everything but instances. A month has {@link hoursPerMonth} hours. */
export const servicePrices = {
  'eks-cluster-standard': { unit: 'cluster-hour in standard support', usd: 0.1 },
  'eks-cluster-extended': { unit: 'cluster-hour in extended support', usd: 0.6 },
  'nat-gateway': { unit: 'gateway-hour', usd: 0.045 },
  'public-ipv4': { unit: 'address-hour', usd: 0.005, global: true },
  'network-load-balancer': { unit: 'load balancer-hour', usd: 0.0225 },
  'network-load-balancer-capacity': { unit: 'capacity unit-hour (NLCU)', usd: 0.006 },
  'interface-endpoint': { unit: 'endpoint-hour in one zone', usd: 0.01 },
  'gp3-storage': { unit: 'GB-month', usd: 0.08 },
  's3-storage': { unit: 'GB-month', usd: 0.023 },
  'lustre-125': { unit: 'GB-month', usd: 0.145 },
  'lustre-250': { unit: 'GB-month', usd: 0.21 },
  'lustre-500': { unit: 'GB-month', usd: 0.34 },
  'lustre-1000': { unit: 'GB-month', usd: 0.6 },
  'kms-key': { unit: 'key-month', usd: 1, global: true },
  'cloudwatch-alarm': { unit: 'alarm-month', usd: 0.1, global: true },
  /** Endpoints within AWS. */
  'health-check': { unit: 'health check-month', usd: 0.5, global: true },
  /** HTTPS, fast interval and latency measurement are one each. */
  'health-check-option': { unit: 'option-month', usd: 1, global: true },
} as const satisfies Record<string, ServicePrice>;

export type ServicePriceName = keyof typeof servicePrices;

/** AWS converts hourly prices with it on its pricing pages. */
export const hoursPerMonth = 730;
