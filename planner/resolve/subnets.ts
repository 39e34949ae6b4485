import { Netmask } from 'netmask';
import type { ZonePlan } from '../environment/network-plan';

/**
 * Subnets of a region. Every zone gets a /20 for nodes and pods (4,096 addresses, or 256 of the /28 prefixes that the
 * VPC CNI hands to nodes), a /24 for load balancers and NAT gateways and a /26 for the control plane.
 *
 * The /20s are taken from the start of the range and the small subnets from its last /20, so that a further zone
 * moves none of the existing ones. A range of /16 has room for six zones, /17 for six, /18 for three.
 *
 * Returns nothing if the range is malformed or too small.
 */
export function planSubnets(cidr: string, zoneIds: readonly string[]): ZonePlan[] {
  const range = parseRange(cidr);
  if (range === undefined || blocksIn(range, 20) < zoneIds.length + 1) return [];
  const [nodes, edge] = [first(range, 20), last(range, 20)];
  // The edge block holds sixteen /24: the first eight are public, the ninth and tenth are split into /26.
  const firstControlPlane = nth(first(edge, 24), 8);
  return zoneIds.map((id, index) => ({
    id,
    privateCidr: nth(nodes, index).toString(),
    publicCidr: nth(first(edge, 24), index).toString(),
    controlPlaneCidr: nth(first(firstControlPlane, 26), index).toString(),
  }));
}

/** Whether two ranges share an address. Malformed ranges share none. */
export function rangesOverlap(a: string, b: string): boolean {
  const [x, y] = [parseRange(a), parseRange(b)];
  if (x === undefined || y === undefined) return false;
  return x.contains(y.base) || y.contains(x.base);
}

/** The range that starts at its own first address; undefined for text that is no IPv4 range. */
export function parseRange(cidr: string): Netmask | undefined {
  try {
    return new Netmask(cidr);
  } catch {
    return undefined;
  }
}

function blocksIn(range: Netmask, bits: number): number {
  return range.bitmask > bits ? 0 : 2 ** (bits - range.bitmask);
}

function first(range: Netmask, bits: number): Netmask {
  return new Netmask(`${range.base}/${bits}`);
}

function last(range: Netmask, bits: number): Netmask {
  return nth(first(range, bits), blocksIn(range, bits) - 1);
}

function nth(block: Netmask, index: number): Netmask {
  return index === 0 ? block : block.next(index);
}
