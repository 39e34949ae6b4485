import type { Rule } from '../rule';
import { liesIn, notationMistake, prefixLength } from './address-range';

/** Blocks that service addresses may come from; unlike those of VPCs, not from 100.64.0.0/10. */
const blocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;

/** Prefix lengths that the range may have. */
const prefix = { shortest: 12, longest: 24 } as const;

export const serviceCidr: Rule = {
  id: 'network/service-cidr',
  severity: 'error',
  summary: 'The service range is a /12 to /24 in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
  why: 'EKS creates no cluster with another range, and the range of an existing cluster cannot be changed.',
  fix: 'Choose a range such as 172.20.0.0/16, the default.',
  source: 'Amazon EKS API Reference, "KubernetesNetworkConfigRequest", `serviceIpv4Cidr`',
  check({ project }) {
    const cidr = project.cluster.serviceCidr;
    const mistake = notationMistake(cidr) ?? sizeMistake(cidr) ?? blockMistake(cidr);
    return mistake === undefined ? [] : [{ path: ['cluster', 'serviceCidr'], found: cidr, ...mistake }];
  },
};

/** Whether EKS accepts the range. */
export function isServiceCidr(cidr: string): boolean {
  return (notationMistake(cidr) ?? sizeMistake(cidr) ?? blockMistake(cidr)) === undefined;
}

interface Mistake {
  readonly message: string;
  readonly expected: string;
  readonly fix: string;
}

function sizeMistake(cidr: string): Mistake | undefined {
  const length = prefixLength(cidr) ?? 0;
  if (length >= prefix.shortest && length <= prefix.longest) return undefined;
  return {
    message: `${cidr} is ${length < prefix.shortest ? 'larger' : 'smaller'} than EKS allows`,
    expected: `a /${prefix.shortest} to /${prefix.longest}`,
    fix: 'choose a /16',
  };
}

function blockMistake(cidr: string): Mistake | undefined {
  if (liesIn(cidr, blocks)) return undefined;
  return {
    message: `EKS takes service addresses from private blocks only, not from ${cidr}`,
    expected: `a range in ${blocks.join(', ')}`,
    fix: 'choose a range such as 172.20.0.0/16',
  };
}
