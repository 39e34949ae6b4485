/**
 * Availability as arithmetic: probabilities from 0 to 1 of being up.
 *
 * Source: AWS whitepaper "Availability and Beyond" (2021-11): serial and redundant parts; the beta factor for common
 * causes is usual practice of reliability engineering (IEC 61508-6, annex D).
 */

/** All parts have to be up. */
export function serial(...parts: readonly number[]): number {
  return parts.reduce((product, part) => product * part, 1);
}

/** At least `needed` of parts that fail independently, each with an availability of its own. */
function atLeast(needed: number, parts: readonly number[]): number {
  // up[i]: probability that exactly i of the parts looked at so far are up.
  const up = [1, ...parts.map(() => 0)];
  parts.forEach((part, index) => {
    for (let count = index + 1; count >= 0; count--) {
      up[count] = (up[count] ?? 0) * (1 - part) + (count > 0 ? (up[count - 1] ?? 0) * part : 0);
    }
  });
  return up.slice(Math.max(0, needed)).reduce((sum, probability) => sum + probability, 0);
}

/** At least `needed` of `count` equal parts that fail independently. */
export function kOfN(needed: number, count: number, part: number): number {
  return atLeast(needed, Array<number>(count).fill(part));
}

/** {@link kOfN}, with a share of the failures hitting all parts at once. */
export function pool(needed: number, count: number, part: number, commonCause: number): number {
  const down = 1 - part;
  return (1 - commonCause * down) * kOfN(needed, count, 1 - (1 - commonCause) * down);
}

/** One of several regions that stand in for each other. */
export interface RegionShare {
  /** Probability of being down. */
  readonly down: number;
  /** Share of the users that it serves while all is well. */
  readonly share: number;
}

export interface RegionsModel {
  readonly regions: readonly RegionShare[];
  /** How many of them have to be up for all users to be served. */
  readonly needed: number;
  /** Share of the outages that hit all regions at once. */
  readonly commonCause: number;
  /** Share of the outages from which users are not moved away. */
  readonly missedFailovers: number;
  /** Mean length of an outage. */
  readonly outageSeconds: number;
  /** From the outage of a region until its users are served elsewhere. */
  readonly failoverSeconds: number;
}

/** What keeps users from being served, each as a share of all time. */
interface RegionsUnavailability {
  /** Outages of all regions at once. */
  readonly common: number;
  /** Too many regions that are down at the same time by chance. */
  readonly together: number;
  /** Users of a lost region, until they are moved. */
  readonly switching: number;
  /** Users of a lost region who are not moved. */
  readonly missed: number;
}

/**
 * Users lose their region as often as it goes down and are without it for the failover; or for the whole outage, if the
 * failover does not work. Slightly pessimistic: an outage that ends before the failover counts as a failover.
 */
export function regionsUnavailability(model: RegionsModel): RegionsUnavailability {
  const { regions, needed, commonCause, missedFailovers, outageSeconds, failoverSeconds } = model;
  const down = regions.reduce((sum, region) => sum + region.share * region.down, 0);
  const common = commonCause * down;
  const together =
    1 -
    atLeast(
      needed,
      regions.map((region) => 1 - (1 - commonCause) * region.down),
    );
  // Without a region to spare every outage counts in full already.
  if (needed >= regions.length) return { common, together, switching: 0, missed: 0 };
  const moved = failoverSeconds < outageSeconds ? failoverSeconds / outageSeconds : 1;
  const alone = (1 - commonCause) * down;
  return { common, together, switching: alone * moved, missed: alone * missedFailovers * (1 - moved) };
}

/** Availability for all users behind `front`, which every request passes. */
export function regionsAvailability(model: RegionsModel, front: number): number {
  const { common, together, switching, missed } = regionsUnavailability(model);
  return front * Math.max(0, 1 - (common + together + switching + missed));
}
