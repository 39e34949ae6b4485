import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { liesIn, notationMistake, notOnTheInternet } from './address-range';

export const publicCidrs: Rule = {
  id: 'network/public-cidrs',
  severity: 'error',
  summary: "The ranges that reach the cluster's API over the internet are canonical and public.",
  why: 'Terraform refuses ranges that are not canonical, and EKS refuses private and other reserved ones (InvalidParameterException: "The following CIDRs are not allowed in publicAccessCidrs"). Clients inside the VPC need no entry: they use the private endpoint.',
  fix: 'Write the public addresses that clients come from, for example those of the office or of a VPN gateway.',
  source:
    'Amazon EKS User Guide, "Cluster API server endpoint"; Terraform AWS provider, validation of `public_access_cidrs`',
  check({ project }) {
    return project.cluster.access.publicCidrs.flatMap((cidr, index): Violation[] => {
      const mistake = notationMistake(cidr) ?? reservedMistake(cidr);
      return mistake === undefined
        ? []
        : [{ path: ['cluster', 'access', 'publicCidrs', index], found: cidr, ...mistake }];
    });
  },
};

function reservedMistake(cidr: string) {
  if (!liesIn(cidr, notOnTheInternet)) return undefined;
  return {
    message: `no client comes from ${cidr} over the internet`,
    expected: 'a range of public addresses',
    fix: 'write the public addresses of the clients, or remove the entry',
  };
}
