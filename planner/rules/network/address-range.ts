import { parseRange } from '../../resolve/subnets';

/**
 * Ranges for networks that are not part of the internet: RFC 1918, and the shared space of RFC 6598, which AWS accepts
 * for VPCs as well.
 */
export const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'] as const;

/**
 * Ranges from which no packet ever comes over the internet: private, loopback, link-local, documentation, multicast
 * and reserved addresses. Source: IANA IPv4 Special-Purpose Address Registry.
 */
export const notOnTheInternet = [
  ...privateRanges,
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const;

/** Whether a range lies as a whole in one of others. */
export function liesIn(cidr: string, ranges: readonly string[]): boolean {
  const inner = parseRange(cidr);
  return inner !== undefined && ranges.some((range) => parseRange(range)?.contains(inner));
}

/** Number after the slash; undefined for what is no range. */
export function prefixLength(cidr: string): number | undefined {
  return canonicalForm(cidr) === undefined ? undefined : Number(cidr.split('/')[1]);
}

/**
 * The range as AWS and Terraform want it written: its first address, in decimal numbers without leading zeros.
 * Undefined if there is no such range. Leading zeros are dropped rather than read as octal, as some programs do.
 */
export function canonicalForm(cidr: string): string | undefined {
  const [address = '', prefix = ''] = cidr.split('/');
  const octets = address.split('.').map(Number);
  if (octets.some((octet) => octet > 255) || Number(prefix) > 32) return undefined;
  return parseRange(`${octets.join('.')}/${Number(prefix)}`)?.toString();
}

/** Whether a range is written as AWS and Terraform want it. */
export function isCanonical(cidr: string): boolean {
  return canonicalForm(cidr) === cidr;
}

/** What is wrong with how a range is written; undefined for a canonical one. */
export function notationMistake(cidr: string): { message: string; expected: string; fix: string } | undefined {
  const canonical = canonicalForm(cidr);
  if (canonical === cidr) return undefined;
  if (canonical === undefined) {
    return {
      message: `${cidr} is not an IPv4 range`,
      expected: 'four numbers of 0 to 255 and a prefix length of 0 to 32',
      fix: 'write a range such as 10.10.0.0/16',
    };
  }
  const hasZeros = /(^|[./])0[0-9]/.test(cidr);
  return {
    message: hasZeros
      ? `${cidr} has numbers with leading zeros, which some programs read as octal`
      : `${cidr} does not start at its first address`,
    expected: canonical,
    fix: `write ${canonical}`,
  };
}
