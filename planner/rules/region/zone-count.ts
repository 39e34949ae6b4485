import { clusterZones, findRegion } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/** Of three zones two are left when one is lost: a majority, and two thirds of the capacity. */
const recommended = 3;

export const zoneCount: Rule = {
  id: 'region/zone-count',
  severity: 'warning',
  summary: 'A production region has three zones or more.',
  why: 'With two zones the loss of one halves the capacity at once, and what needs a majority, such as a replicated store with a member in each zone, stops.',
  fix: 'Name three zones, or leave `zones` out to get three; in a region that offers only two, consider another region.',
  source: 'Amazon EKS Best Practices Guide, "Reliability": spread nodes and workloads over several Availability Zones',
  check({ project, environment }) {
    if (!environment.production) return [];
    return project.regions.flatMap(({ name, zones }, index): Violation[] => {
      const region = findRegion(name);
      if (region === undefined) return [];
      const offered = clusterZones(region).length;
      const count = zones?.length ?? offered;
      if (count >= recommended) return [];
      return [
        {
          path: ['regions', index, zones === undefined ? 'name' : 'zones'],
          message: `${name} has ${count} zones in a production environment`,
          expected: `${recommended} zones or more`,
          found: String(count),
          fix:
            offered >= recommended
              ? 'name a third zone, or leave `zones` out'
              : `${name} offers ${offered} zones to every account; consider another region`,
        },
      ];
    });
  },
};
