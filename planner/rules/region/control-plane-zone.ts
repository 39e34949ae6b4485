import { clusterZones } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import { listed } from '../../../schemas/suggest';
import type { Rule } from '../rule';
import { eachZone } from './each-zone';

export const controlPlaneZone: Rule = {
  id: 'region/control-plane-zone',
  severity: 'error',
  summary: 'EKS can run its control plane in every zone of a region.',
  why: 'Every zone gets a subnet for the control plane. In three zones of AWS (use1-az3, usw1-az2, cac1-az3) EKS has none, and refuses a cluster with such a subnet (UnsupportedAvailabilityZoneException).',
  fix: 'Choose another zone of the region.',
  source: 'Amazon EKS User Guide, "Amazon EKS networking requirements for VPC and subnets"',
  check({ project }) {
    return eachZone(project).flatMap(({ path, zone, region }): Violation[] => {
      if (!region.avoid.includes(zone)) return [];
      return [
        {
          path,
          message: `EKS does not run its control plane in ${zone}`,
          expected: listed(clusterZones(region)),
          found: zone,
          fix: `use zones among ${listed(clusterZones(region))}`,
        },
      ];
    });
  },
};
