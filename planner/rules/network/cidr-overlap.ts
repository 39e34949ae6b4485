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
    const used = project.regions.map(({ cidr }) => cidr);
    return project.regions.flatMap((region, index): Violation[] => {
      const other = project.regions.findIndex((candidate) => rangesOverlap(candidate.cidr, region.cidr));
      const earlier = project.regions[other];
      if (earlier === undefined || other >= index) return [];
      const free = freeRange(used, region.cidr);
      // Regions that follow get another proposal.
      if (free !== undefined) used.push(free);
      return [
        {
          path: ['regions', index, 'cidr'],
          message: `${region.cidr} overlaps ${earlier.cidr} of ${earlier.name}`,
          expected: 'a range that no other region uses',
          found: region.cidr,
          fix: `choose another private range${free === undefined ? '' : `, such as ${free}`}`,
          involves: [['regions', other, 'cidr']],
        },
      ];
    });
  },
};

/** A range of the same size, or of 65,536 addresses, that overlaps none of those in use. */
function freeRange(used: readonly string[], cidr: string): string | undefined {
  const bits = Math.max(16, Number(cidr.split('/')[1]));
  return Array.from({ length: 24 }, (_, index) => `10.${10 * (index + 1)}.0.0/${bits}`).find((range) =>
    used.every((other) => !rangesOverlap(other, range)),
  );
}
