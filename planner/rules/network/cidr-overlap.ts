import type { Violation } from '../../../schemas/finding';
import { rangesOverlap } from '../../resolve/subnets';
import type { Rule } from '../rule';

export const cidrOverlap: Rule = {
  id: 'network/cidr-overlap',
  severity: 'error',
  summary: 'The regions use different address ranges.',
  why: 'Networks with common addresses can never be connected: no peering, no transit gateway, no shared VPN.',
  fix: 'Give each region a range of its own, for example 10.10.0.0/16, 10.20.0.0/16 and so on.',
  source: 'Amazon VPC peering guide, "Invalid VPC peering configurations": overlapping CIDR blocks',
  check({ project }) {
    return project.regions.flatMap((region, index): Violation[] => {
      const other = project.regions.findIndex((candidate) => rangesOverlap(candidate.cidr, region.cidr));
      const earlier = project.regions[other];
      if (earlier === undefined || other >= index) return [];
      return [
        {
          path: ['regions', index, 'cidr'],
          message: `${region.cidr} overlaps ${earlier.cidr} of ${earlier.name}`,
          expected: 'a range that no other region uses',
          found: region.cidr,
          fix: freeRange(project.regions, region.cidr),
          involves: [['regions', other, 'cidr']],
        },
      ];
    });
  },
};

/** A range of the same size, or of 65,536 addresses, that no region uses. */
function freeRange(regions: readonly { readonly cidr: string }[], cidr: string): string {
  const bits = Math.max(16, Number(cidr.split('/')[1]));
  const free = Array.from({ length: 24 }, (_, index) => `10.${10 * (index + 1)}.0.0/${bits}`).find((range) =>
    regions.every((other) => !rangesOverlap(other.cidr, range)),
  );
  return free === undefined ? 'choose another private range' : `choose another private range, such as ${free}`;
}
