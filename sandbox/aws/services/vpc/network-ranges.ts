import { isIPv4, isIPv6 } from 'node:net';
import { long2ip } from 'netmask';
import { parseRange } from '../../../../planner/resolve/subnets';
import { canonicalForm } from '../../../../planner/rules/network/address-range';

/** A range written the way in which the provider insists on: its first address, and nothing else of the hosts in it. */
export const ipv4Range = { matches: isIpv4Range, expected: 'a valid IPv4 CIDR block such as 10.0.0.0/16' };

export const ipv6Range = { matches: isIpv6Range, expected: 'a valid IPv6 CIDR block such as 2001:db8::/56' };

export const ipv4Address = { matches: isIPv4, expected: 'a valid IPv4 address' };

/** Number behind the slash. */
export function prefixOf(range: string): number {
  return Number(range.split('/')[1]);
}

export function isIpv4Range(text: string): boolean {
  return /^[\d.]+\/\d+$/.test(text) && canonicalForm(text) === text;
}

function isIpv6Range(text: string): boolean {
  const [address = '', prefix = ''] = text.split('/');
  return isIPv6(address) && /^\d+$/.test(prefix) && Number(prefix) <= 128 && !hasHostBits(address, Number(prefix));
}

/** An address of a subnet that AWS does not keep for itself; the seed chooses it. */
export function addressIn(range: string, seed: string): string {
  const subnet = parseRange(range);
  if (subnet === undefined) return '';
  // The first four addresses and the last one are reserved (Amazon VPC User Guide, "Subnet CIDR blocks").
  const usable = subnet.size - 5;
  return long2ip(subnet.netLong + 4 + (numberFrom(seed) % usable));
}

/** An address of 198.18.0.0/15, which belongs to nobody: RFC 2544 keeps it for benchmarks. */
export function publicAddress(seed: string): string {
  return addressIn('198.18.0.0/15', seed);
}

/** A number that the last hexadecimal digits of an identifier stand for. */
function numberFrom(id: string): number {
  return Number.parseInt(id.slice(-8), 16);
}

function hasHostBits(address: string, prefix: number): boolean {
  const bits = ipv6Groups(address)
    .map((group) => group.toString(2).padStart(16, '0'))
    .join('');
  return bits.slice(prefix).includes('1');
}

function ipv6Groups(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) =>
    text.split(':').flatMap((group) => (group === '' ? [] : [Number.parseInt(group, 16)]));
  const [before, after] = [groups(head), tail === undefined ? [] : groups(tail)];
  return [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}
