import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { notationMistake } from './address-range';

export const cidrCanonical: Rule = {
  id: 'network/cidr-canonical',
  severity: 'error',
  summary: 'The address range of a region is written in its canonical form.',
  why: 'Terraform refuses a range with address bits behind the prefix or with leading zeros, because AWS would store another text than the one in the configuration.',
  fix: 'Write the first address of the range and its prefix length, for example 10.10.0.0/16.',
  source: 'Terraform AWS provider, validation of `aws_vpc.cidr_block`',
  check({ project }) {
    return project.regions.flatMap(({ cidr }, index): Violation[] => {
      const mistake = notationMistake(cidr);
      return mistake === undefined ? [] : [{ path: ['regions', index, 'cidr'], ...mistake, found: cidr }];
    });
  },
};
