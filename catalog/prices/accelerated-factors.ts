import type { Dated } from '../table';
import type { PriceFactor } from './purchase-options';

export const acceleratedFactorsAsOf: Dated = {
  asOf: '2026-11-28',
  source:
    'Price list of AWS as SkyPilot publishes it (skypilot-catalog, catalogs/v8/aws/vms.csv at 00148f2, read on that day): on-demand prices of g4dn.16xlarge (us-west-1: g4dn.xlarge), g5.12xlarge, p4de.24xlarge and p5.48xlarge in the region, divided by those in us-east-1 (4.352, 5.672, 27.447 and 55.04 US dollars an hour, as in instance-types.ts)',
};

/** What accelerated families cost compared with us-east-1, where they are sold. us-east-2 and us-west-2 cost the same. */
const ratios: Readonly<Record<string, Readonly<Partial<Record<string, number>>>>> = {
  'us-west-1': { g4dn: 1.2, p5: 1.25 },
  'ca-central-1': { g4dn: 1.11, g5: 1.11, p5: 1.15 },
  'eu-north-1': { g4dn: 1.061, g5: 1.061, p5: 1.07 },
  'eu-west-1': { g4dn: 1.115, g5: 1.116 },
  'eu-west-2': { g4dn: 1.17, g5: 1.269, p5: 1.3 },
  'eu-west-3': { g4dn: 1.169 },
  'eu-central-1': { g4dn: 1.25, g5: 1.25, p4de: 1.249 },
  'eu-south-1': { g4dn: 1.171 },
  'ap-south-1': { g4dn: 1.101, g5: 1.201, p5: 1.2 },
  'ap-northeast-1': { g4dn: 1.35, g5: 1.45, p4de: 1.371, p5: 1.25 },
  'ap-northeast-2': { g4dn: 1.23, g5: 1.23, p5: 1.38 },
  'ap-northeast-3': { g4dn: 1.35 },
  'ap-southeast-1': { g4dn: 1.399, p4de: 1.2 },
  'ap-southeast-2': { g4dn: 1.3, g5: 1.3, p5: 1.3 },
  'ap-southeast-3': { g5: 1.4, p5: 1.38 },
  'ap-east-1': { g4dn: 1.54, g5: 1.54 },
  'me-south-1': { g4dn: 1.227 },
  'me-central-1': { g5: 1.227 },
  'af-south-1': { g4dn: 1.327 },
};

/**
 * Of a listed family exactly; of another one between the cheapest and the dearest of those that are listed. Undefined for a
 * region without any.
 */
export function acceleratedFactor(family: string, region: string): PriceFactor | undefined {
  const known = ratios[region];
  if (known === undefined) return undefined;
  const own = known[family];
  const values = own === undefined ? Object.values(known).filter((value) => value !== undefined) : [own];
  const sum = values.reduce((total, value) => total + value, 0);
  return { min: Math.min(...values), expected: sum / values.length, max: Math.max(...values) };
}

/** Most that a family costs beyond the general ratio of a region where none is listed. */
export const acceleratedSpread = 1.15;
