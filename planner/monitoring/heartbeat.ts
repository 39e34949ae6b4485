import { boundedName } from '../../catalog/name-limits';
import { findRegion, regions } from '../../catalog/regions';
import type { Duration } from '../../schemas/duration';

/** Which region hears the heartbeat of another one's Alertmanager. */
export interface HeartbeatPlan {
  readonly region: string;
  /** Never the region itself; one of the project's own where it has several. */
  readonly heardIn: string;
  /** Name of the topic there that hears it. */
  readonly topic: string;
  /** Alias of the key of its messages, without `alias/`. */
  readonly key: string;
}

/** The clocks of the heartbeat: at worst one comes a repetition and a check later than the last, and several may be lost. */
export const heartbeatClocks = {
  /** Alertmanager sends an alert that goes on again after this, */
  repeat: { seconds: 60 },
  /** when it looks at the group, as often as this. */
  check: { seconds: 30 },
  /** Silence for this long is told. */
  silence: { seconds: 300 },
} as const satisfies Readonly<Record<string, Duration>>;

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
