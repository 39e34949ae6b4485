import { findRegion } from '../../../catalog/regions';
import type { Violation } from '../../../schemas/finding';
import { listed } from '../../../schemas/suggest';
import { regionsWith, reservationOf } from '../pools';
import type { Rule } from '../rule';

export const reservationZone: Rule = {
  id: 'capacity/reservation-zone',
  severity: 'error',
  summary: 'Reserved capacity names the zone that it lies in.',
  why: 'A reservation belongs to one zone, and its instances start nowhere else. A guessed zone gives a node group that starts nothing.',
  fix: 'Write the zone id of the reservation, as `aws ec2 describe-capacity-reservations` shows it (AvailabilityZoneId).',
  source: 'Amazon EKS User Guide, "Create a managed node group with Capacity Blocks for ML" (subnets of the zone only)',
  check({ project, environment }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const capacity = reservationOf(pool);
      if (capacity === undefined || capacity.zone !== undefined) return [];
      const zones = regionsWith(environment, pool).flatMap((region) => findRegion(region.name)?.zones ?? []);
      return [
        {
          path: ['pools', index, 'capacity'],
          message: `the zone of ${capacity.reservation} is missing`,
          expected: 'zone, the zone id of the reservation',
          fix: `add zone${zones.length > 0 ? `, one of ${listed(zones)}` : ', for example use1-az4'}`,
        },
      ];
    });
  },
};
