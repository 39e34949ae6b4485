import { clusterZones } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import { listed } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { eachZone } from './each-zone';

export const unlistedZone: Rule = {
  id: 'region/unlisted-zone',
  severity: 'warning',
  summary: 'The zones of a region are open to every account.',
  why: 'Some zones are constrained: accounts that were opened later do not see them, and EC2 refuses their subnets. A number that no zone has is refused in any account. A zone that AWS opened after the catalog was made is fine.',
  fix: 'Check with `aws ec2 describe-availability-zones --region <region>` that the account has the zone, or choose one of those listed.',
  source: 'AWS Regions and Availability Zones, "AWS Availability Zones"',
  check({ project }) {
    return eachZone(project).flatMap(({ path, zone, region }): Violation[] => {
      const isKnown = region.zones.includes(zone) || region.avoid.includes(zone);
      if (isKnown || !zone.startsWith(`${region.code}-`)) return [];
      return [
        {
          path,
          message: `${zone} is not a zone that every account has in ${region.name}`,
          expected: listed(clusterZones(region)),
          found: zone,
          fix: `use zones among ${listed(clusterZones(region))}, unless your account has this one`,
        },
      ];
    });
  },
};
