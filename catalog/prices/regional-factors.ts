import type { Dated } from '../table';

export const regionalFactorsAsOf: Dated = {
  asOf: '2026-11-28',
  source:
    'Amazon EC2 On-Demand Pricing: price of an m5.large with Linux in the region, divided by that in us-east-1 (0.096 US dollars an hour); all but sa-east-1 compared on that day with the price list of AWS as SkyPilot publishes it (skypilot-catalog, catalogs/v8/aws/vms.csv at 00148f2)',
};

/**
 * How prices of a region compare with those of us-east-1, instance types with GPUs aside (`accelerated-factors.ts`);
 * regions that are not listed have no published ratio here.
 */
const factors: Readonly<Record<string, number>> = {
  'us-east-1': 1,
  'us-east-2': 1,
  'us-west-2': 1,
  'us-west-1': 1.17,
  'ca-central-1': 1.11,
  'sa-east-1': 1.59,
  'eu-north-1': 1.06,
  'eu-west-1': 1.11,
  'eu-west-2': 1.16,
  'eu-west-3': 1.17,
  'eu-central-1': 1.2,
  'eu-south-1': 1.17,
  'eu-south-2': 1.11,
  'ap-south-1': 1.05,
  'ap-northeast-1': 1.29,
  'ap-northeast-2': 1.23,
  'ap-northeast-3': 1.29,
  'ap-southeast-1': 1.25,
  'ap-southeast-2': 1.25,
  'ap-southeast-3': 1.25,
  'ap-southeast-4': 1.25,
  'ap-east-1': 1.38,
  'me-south-1': 1.23,
  'me-central-1': 1.23,
  'af-south-1': 1.32,
};

/** Undefined for a region without a published ratio. */
export function regionalFactor(region: string): number | undefined {
  return factors[region];
}
