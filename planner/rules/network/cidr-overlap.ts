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
          fix: 'choose another private range',
          involves: [['regions', other, 'cidr']],
        },
      ];
    });
  },
};
