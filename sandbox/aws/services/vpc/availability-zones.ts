import { findRegion } from '../../../../catalog/regions';

/** One availability zone, as this account sees it. */
export interface AvailabilityZone {
  /** The same for every account. @example 'use1-az1' */
  readonly id: string;
  /** Each account's own. @example 'us-east-1a' */
  readonly name: string;
}

/**
 * The zones of a region. AWS shuffles names among zones for every account; in this one, they follow the order of the
 * ids.
 */
export function availabilityZones(region: string): readonly AvailabilityZone[] {
  const zones = findRegion(region)?.zones ?? [];
  return zones.map((id, index) => ({ id, name: `${region}${'abcdef'.charAt(index)}` }));
}
