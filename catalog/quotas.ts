import type { InstanceType, QuotaFamily } from './instance-types';
import type { Dated } from './table';

/** One quota of AWS Service Quotas. */
interface Quota {
  /** Service code, as `aws_servicequotas_service_quota` takes it. */
  readonly service: string;
  readonly code: string;
  /** Name in the Service Quotas console. */
  readonly name: string;
  /** Value in a new account, per region unless `globalRegion` is set. */
  readonly default: number;
  /** The only region that answers for this quota, because the service is global. */
  readonly globalRegion?: string;
}

/** How instances are bought. */
export type Purchase = 'on-demand' | 'spot' | 'reservation' | 'capacity-block';

export const quotasAsOf: Dated = {
  asOf: '2026-08-31',
  source:
    'Amazon EC2 service quotas ("On-Demand Instance quotas", "Spot Instance quotas", "Capacity Blocks quotas"); AWS General Reference, endpoints and quotas of Amazon VPC, Amazon EKS, Elastic Load Balancing and Amazon Route 53',
};

const ec2 = (code: string, name: string, defaultValue = 0): Quota => ({
  service: 'ec2',
  code,
  name,
  default: defaultValue,
});

const capacityBlocks = (code: string, generation: string): Quota =>
  ec2(code, `Concurrent ${generation} Capacity Blocks per account`);

/** Quotas other than vCPUs that an environment can run into. */
export const quotas = {
  elasticIps: ec2('L-0263D0A3', 'EC2-VPC Elastic IPs', 5),
  vpcs: { service: 'vpc', code: 'L-F678F1CE', name: 'VPCs per Region', default: 5 },
  subnetsPerVpc: { service: 'vpc', code: 'L-407747CB', name: 'Subnets per VPC', default: 200 },
  internetGateways: { service: 'vpc', code: 'L-A4707A72', name: 'Internet gateways per Region', default: 5 },
  natGatewaysPerZone: { service: 'vpc', code: 'L-FE5A380F', name: 'NAT gateways per Availability Zone', default: 5 },
  securityGroupsPerInterface: {
    service: 'vpc',
    code: 'L-2AFB9258',
    name: 'Security groups per network interface',
    default: 5,
  },
  eksClusters: { service: 'eks', code: 'L-1194D53C', name: 'Clusters', default: 100 },
  nodeGroupsPerCluster: { service: 'eks', code: 'L-6D54EA21', name: 'Managed node groups per cluster', default: 30 },
  applicationLoadBalancers: {
    service: 'elasticloadbalancing',
    code: 'L-53DA6B97',
    name: 'Application Load Balancers per Region',
    default: 50,
  },
  networkLoadBalancers: {
    service: 'elasticloadbalancing',
    code: 'L-69A177A2',
    name: 'Network Load Balancers per Region',
    default: 50,
  },
  targetGroups: {
    service: 'elasticloadbalancing',
    code: 'L-B22855CB',
    name: 'Target Groups per Region',
    default: 3000,
  },
  healthChecks: {
    service: 'route53',
    code: 'L-ACB674F3',
    name: 'Health checks',
    default: 200,
    globalRegion: 'us-east-1',
  },
  hostedZones: {
    service: 'route53',
    code: 'L-4EA4796A',
    name: 'Hosted zones',
    default: 500,
    globalRegion: 'us-east-1',
  },
} as const satisfies Record<string, Quota>;

const onDemand: Readonly<Record<QuotaFamily, Quota>> = {
  Standard: ec2('L-1216C47A', 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances', 5),
  G: ec2('L-DB2E81BA', 'Running On-Demand G and VT instances'),
  P: ec2('L-417A185B', 'Running On-Demand P instances'),
  Trn: ec2('L-2C3B7624', 'Running On-Demand Trn instances'),
  Inf: ec2('L-1945791B', 'Running On-Demand Inf instances'),
};

const spot: Readonly<Record<Exclude<QuotaFamily, 'P'>, Quota>> = {
  Standard: ec2('L-34B43A08', 'All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests', 5),
  G: ec2('L-3819A6DF', 'All G and VT Spot Instance Requests'),
  Trn: ec2('L-6B0D517C', 'All Trn Spot Instance Requests'),
  Inf: ec2('L-B5D1601B', 'All Inf Spot Instance Requests'),
};

const spotP4 = ec2('L-7212CCBC', 'All P4, P3 and P2 Spot Instance Requests');
const spotP5 = ec2('L-C4BD4855', 'All P5 Spot Instance Requests');

/** Spot quotas of the P families, which are split by generation. AWS does not say which one covers P6. */
const spotP: Readonly<Record<string, Quota>> = {
  p3dn: spotP4,
  p4d: spotP4,
  p4de: spotP4,
  p5: spotP5,
  p5e: spotP5,
  p5en: spotP5,
};

/** vCPUs in concurrent Capacity Blocks, by instance family. AWS documents no codes for the others. */
const capacityBlock: Readonly<Record<string, Quota>> = {
  p4d: capacityBlocks('L-2C8F52B3', 'P4d'),
  p5: capacityBlocks('L-DA6814F2', 'P5'),
  p5e: capacityBlocks('L-C45F30BC', 'P5e'),
  p5en: capacityBlocks('L-4F9BB70B', 'P5en'),
  trn1: capacityBlocks('L-2E30FD7D', 'Trn1'),
  trn2: capacityBlocks('L-64569A79', 'Trn2'),
};

/**
 * The quota, in vCPUs per region, that instances of a type count against; undefined where AWS documents none. An
 * on-demand capacity reservation counts as on-demand instances.
 */
export function findVcpuQuota(type: InstanceType, purchase: Purchase): Quota | undefined {
  switch (purchase) {
    case 'on-demand':
    case 'reservation':
      return onDemand[type.quotaFamily];
    case 'spot':
      return type.quotaFamily === 'P' ? spotP[type.family] : spot[type.quotaFamily];
    case 'capacity-block':
      return capacityBlock[type.family];
  }
}
