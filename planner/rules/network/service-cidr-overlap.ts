import type { Path } from '../../../schemas/finding';
import { rangesOverlap } from '../../resolve/subnets';
import type { Rule } from '../rule';
import { isCanonical } from './address-range';
import { isServiceCidr } from './service-cidr';

/** Tried in this order when another range is proposed. */
const proposals = ['172.20.0.0/16', '10.100.0.0/16', '192.168.0.0/16', '172.31.0.0/16'] as const;

export const serviceCidrOverlap: Rule = {
  id: 'network/service-cidr-overlap',
  severity: 'error',
  summary: 'The service range shares no address with the VPC of any region.',
  why: 'The clusters of all regions have the same service range, and EKS creates none whose service range overlaps its VPC.',
  fix: 'Choose a service range outside all regions. The one of an existing cluster cannot be changed, so that then the VPC has to give way.',
  source: 'Amazon EKS User Guide, "Create an Amazon EKS cluster": service IPv4 range',
  check({ project }) {
    const cidr = project.cluster.serviceCidr;
    if (!isServiceCidr(cidr)) return [];
    const overlapped = project.regions.flatMap((region, index) =>
      isCanonical(region.cidr) && rangesOverlap(region.cidr, cidr) ? [{ region, index }] : [],
    );
    if (overlapped.length === 0) return [];
    const free = proposals.find((range) => !project.regions.some((region) => rangesOverlap(region.cidr, range)));
    return [
      {
        path: ['cluster', 'serviceCidr'],
        message: `${cidr} overlaps ${overlapped.map(({ region }) => `${region.cidr} of ${region.name}`).join(' and ')}`,
        expected: 'a range that no region uses',
        found: cidr,
        fix: free === undefined ? 'choose another range' : `choose another range, for example ${free}`,
        involves: overlapped.map(({ index }): Path => ['regions', index, 'cidr']),
      },
    ];
  },
};
