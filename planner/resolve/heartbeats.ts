import { boundedName } from '../../catalog/name-limits';
import { findRegion, regions } from '../../catalog/regions';
import type { HeartbeatPlan } from '../environment/monitoring-plan';

/**
 * The first region hears all others, and the second one the first: who hears whom stays as it is when regions are added. A
 * single region is heard from outside of the project: from a region of the same
 * continent that every account can use, or from us-east-1.
 */
export function resolveHeartbeats(clusters: readonly { region: string; name: string }[]): HeartbeatPlan[] {
  return clusters.map(({ region, name }, index) => {
    return {
      region,
      heardIn: clusters[index === 0 ? 1 : 0]?.region ?? neighbourOf(region),
      topic: boundedName('sns-topic', name, 'heartbeat'),
      key: boundedName('kms-alias', name, 'heartbeat'),
    };
  });
}

function neighbourOf(region: string): string {
  const continent = (name: string) => name.slice(0, name.indexOf('-') + 1);
  const open = regions.filter(({ name, optIn }) => !optIn && name !== region);
  const near = findRegion(region) && open.find(({ name }) => continent(name) === continent(region));
  return near?.name ?? open[0]?.name ?? region;
}
