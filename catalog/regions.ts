import type { Dated } from './table';

/** One commercial AWS region. */
export interface Region {
  /** @example 'us-east-1' */
  readonly name: string;
  /** Start of the region's zone ids; short enough for names. @example 'use1' */
  readonly code: string;
  /** City, or the state or country where AWS names no city. */
  readonly city: string;
  /** Whether an account must enable the region before it can use it. */
  readonly optIn: boolean;
  /** Zone ids in which every account can create resources, hence without zones that only older accounts see. */
  readonly zones: readonly string[];
  /** Zone ids in which EKS does not run its control plane, including ones that only older accounts see. */
  readonly avoid: readonly string[];
}

export const regionsAsOf: Dated = {
  asOf: '2026-08-31',
  source:
    'AWS Regions and Availability Zones, "AWS Regions" and "AWS Availability Zones"; Amazon EFS User Guide, "Supported Availability Zones for One Zone file systems" (which zones of us-west-1 and ap-northeast-1 are open to all); Amazon EKS User Guide, "Amazon EKS networking requirements" (zones without a control plane)',
};

const enabled = { optIn: false };
const optIn = { optIn: true };

/** The regions of the `aws` partition. Zones are given by the numbers that end their ids. */
export const regions: readonly Region[] = [
  region('us-east-1', 'use1', 'N. Virginia', enabled, [1, 2, 3, 4, 5, 6], [3]),
  region('us-east-2', 'use2', 'Ohio', enabled, [1, 2, 3]),
  region('us-west-1', 'usw1', 'N. California', enabled, [1, 3], [2]),
  region('us-west-2', 'usw2', 'Oregon', enabled, [1, 2, 3, 4]),
  region('ca-central-1', 'cac1', 'Montreal', enabled, [1, 2, 4], [3]),
  region('ca-west-1', 'caw1', 'Calgary', optIn, [1, 2, 3]),
  region('mx-central-1', 'mxc1', 'Querétaro', optIn, [1, 2, 3]),
  region('sa-east-1', 'sae1', 'São Paulo', enabled, [1, 2, 3]),
  region('eu-central-1', 'euc1', 'Frankfurt', enabled, [1, 2, 3]),
  region('eu-central-2', 'euc2', 'Zurich', optIn, [1, 2, 3]),
  region('eu-north-1', 'eun1', 'Stockholm', enabled, [1, 2, 3]),
  region('eu-south-1', 'eus1', 'Milan', optIn, [1, 2, 3]),
  region('eu-south-2', 'eus2', 'Spain', optIn, [1, 2, 3]),
  region('eu-west-1', 'euw1', 'Ireland', enabled, [1, 2, 3]),
  region('eu-west-2', 'euw2', 'London', enabled, [1, 2, 3, 4]),
  region('eu-west-3', 'euw3', 'Paris', enabled, [1, 2, 3]),
  region('il-central-1', 'ilc1', 'Tel Aviv', optIn, [1, 2, 3]),
  region('me-central-1', 'mec1', 'UAE', optIn, [1, 2, 3]),
  region('me-south-1', 'mes1', 'Bahrain', optIn, [1, 2, 3]),
  region('af-south-1', 'afs1', 'Cape Town', optIn, [1, 2, 3]),
  region('ap-east-1', 'ape1', 'Hong Kong', optIn, [1, 2, 3]),
  region('ap-east-2', 'ape2', 'Taipei', optIn, [1, 2, 3]),
  region('ap-northeast-1', 'apne1', 'Tokyo', enabled, [1, 2, 4]),
  region('ap-northeast-2', 'apne2', 'Seoul', enabled, [1, 2, 3, 4]),
  region('ap-northeast-3', 'apne3', 'Osaka', enabled, [1, 2, 3]),
  region('ap-south-1', 'aps1', 'Mumbai', enabled, [1, 2, 3]),
  region('ap-south-2', 'aps2', 'Hyderabad', optIn, [1, 2, 3]),
  region('ap-southeast-1', 'apse1', 'Singapore', enabled, [1, 2, 3]),
  region('ap-southeast-2', 'apse2', 'Sydney', enabled, [1, 2, 3]),
  region('ap-southeast-3', 'apse3', 'Jakarta', optIn, [1, 2, 3]),
  region('ap-southeast-4', 'apse4', 'Melbourne', optIn, [1, 2, 3]),
  region('ap-southeast-5', 'apse5', 'Malaysia', optIn, [1, 2, 3]),
  region('ap-southeast-6', 'apse6', 'New Zealand', optIn, [1, 2, 3]),
  region('ap-southeast-7', 'apse7', 'Thailand', optIn, [1, 2, 3]),
];

const byName = new Map(regions.map((row) => [row.name, row]));

/** The region of that name, or undefined if there is none. */
export function findRegion(name: string): Region | undefined {
  return byName.get(name);
}

/** Zone ids of the region in which an EKS cluster's subnets may lie. */
export function clusterZones({ zones, avoid }: Region): readonly string[] {
  return zones.filter((zone) => !avoid.includes(zone));
}

/**
 * Regions from which Route 53 probes endpoints; a health check uses three or more of them.
 * Source: Amazon Route 53 API Reference, "HealthCheckConfig", `Regions`.
 */
export const healthCheckerRegions = [
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'eu-west-1',
  'sa-east-1',
  'us-east-1',
  'us-west-1',
  'us-west-2',
] as const;

function region(
  name: string,
  code: string,
  city: string,
  status: Pick<Region, 'optIn'>,
  zones: readonly number[],
  avoid: readonly number[] = [],
): Region {
  const zoneId = (zone: number) => `${code}-az${zone}`;
  return { name, code, city, ...status, zones: zones.map(zoneId), avoid: avoid.map(zoneId) };
}
