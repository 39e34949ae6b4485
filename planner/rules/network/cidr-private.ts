import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { isCanonical, liesIn, prefixLength, privateRanges } from './address-range';

/** Largest VPC; what is larger is wrong for another reason. */
const shortestPrefix = 16;

export const cidrPrivate: Rule = {
  id: 'network/cidr-private',
  severity: 'warning',
  summary: 'The address range of a region is private.',
  why: 'AWS accepts other ranges, but they belong to somebody on the internet, whom nodes and pods then cannot reach: packets for these addresses never leave the VPC.',
  fix: 'Choose a range in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.',
  source: 'Amazon VPC User Guide, "VPC CIDR blocks"; RFC 1918; RFC 6598',
  check({ project }) {
    return project.regions.flatMap(({ cidr }, index): Violation[] => {
      if (!isCanonical(cidr) || (prefixLength(cidr) ?? 0) < shortestPrefix || liesIn(cidr, privateRanges)) return [];
      return [
        {
          path: ['regions', index, 'cidr'],
          message: `${cidr} is not private address space`,
          expected: `a range in ${privateRanges.join(', ')}`,
          found: cidr,
          fix: 'choose a private range, for example in 10.0.0.0/8',
        },
      ];
    });
  },
};
