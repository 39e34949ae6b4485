import { clusterZones, findRegion } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import type { Region } from '../../../schemas/project';
import { planSubnets } from '../../resolve/subnets';
import type { Rule } from '../rule';
import { canonicalForm, isCanonical, prefixLength } from './address-range';

/** Prefix lengths that a VPC can have. */
const vpc = { shortest: 16, longest: 28 } as const;

/** Zones of a region that names none. */
const defaultZones = 3;

export const cidrSize: Rule = {
  id: 'network/cidr-size',
  severity: 'error',
  summary: 'The address range of a region is a VPC that has room for its subnets.',
  why: 'AWS refuses a VPC larger than /16 or smaller than /28. Every zone takes a /20 for nodes and pods, and one more /20 holds the small subnets: /18 is enough for three zones, /17 for six.',
  fix: 'Choose a /16, or with up to three zones a /17 or /18.',
  source: 'Amazon VPC User Guide, "VPC CIDR blocks"; Ninefold (subnet plan)',
  check({ project }) {
    return project.regions.flatMap((region, index): Violation[] => {
      const { cidr } = region;
      const length = prefixLength(cidr);
      if (length === undefined || !isCanonical(cidr)) return [];
      const zones = zonesOf(region);
      if (length >= vpc.shortest && hasRoom(cidr, zones)) return [];
      const longest = longestPrefix(zones);
      const expected = longest === vpc.shortest ? `a /${longest}` : `a /${vpc.shortest} to /${longest}`;
      return [
        {
          path: ['regions', index, 'cidr'],
          message:
            length < vpc.shortest
              ? `${cidr} is larger than a VPC can be`
              : `${cidr} has no room for the subnets of ${zones.length} zones`,
          expected,
          found: `/${length}`,
          fix:
            length < vpc.shortest
              ? `choose ${expected}`
              : `choose ${expected}, for example ${widened(cidr, longest)} if nothing else uses it`,
        },
      ];
    });
  },
};

/** As many zone ids as the region gets; which ones makes no difference to the room that they take. */
function zonesOf({ name, zones }: Region): readonly string[] {
  const known = findRegion(name);
  const offered = known === undefined ? defaultZones : clusterZones(known).length;
  return zones ?? Array.from({ length: Math.min(defaultZones, offered) }, (_, index) => String(index));
}

/** The range of that prefix length around a smaller one. */
function widened(cidr: string, length: number): string | undefined {
  return canonicalForm(`${cidr.split('/')[0]}/${length}`);
}

function hasRoom(cidr: string, zones: readonly string[]): boolean {
  return planSubnets(cidr, zones).length > 0;
}

function longestPrefix(zones: readonly string[]): number {
  for (let length: number = vpc.longest; length > vpc.shortest; length--) {
    if (hasRoom(`10.0.0.0/${length}`, zones)) return length;
  }
  return vpc.shortest;
}
