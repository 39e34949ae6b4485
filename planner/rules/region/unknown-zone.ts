import { clusterZones } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import { listed } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { eachZone } from './each-zone';

export const unknownZone: Rule = {
  id: 'region/unknown-zone',
  severity: 'error',
  summary: 'The zones of a region belong to that region.',
  why: 'Subnets are created by zone id; EC2 refuses an id of another region.',
  fix: 'Write zone ids of the region. `aws ec2 describe-availability-zones --region <region>` lists them as ZoneId.',
  source: 'AWS Regions and Availability Zones, "AWS Availability Zones"',
  check({ project }) {
    return eachZone(project).flatMap(({ path, zone, region }): Violation[] => {
      if (zone.startsWith(`${region.code}-`)) return [];
      return [
        {
          path,
          message: `${zone} is not a zone of ${region.name}, whose zone ids start with ${region.code}-`,
          expected: 'a zone id of the region',
          found: zone,
          fix: `use zones among ${listed(clusterZones(region))}`,
        },
      ];
    });
  },
};
