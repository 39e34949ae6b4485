import type { Environment } from '../../planner/environment/environment';
import type { EmittedConfiguration } from './emitted-configuration';
import type { EventQueue } from './event-queue';
import type { Random } from './random';

/** What all parts of a drill share. */
export interface World {
  readonly environment: Environment;
  readonly emitted: EmittedConfiguration;
  readonly events: EventQueue;
  readonly random: Random;
  /** Writes a line of the timeline. */
  readonly note: (at: number, what: string) => void;
  /** Regions of which nothing answers. */
  readonly lostRegions: Set<string>;
  /** Zones of which nothing answers. */
  readonly lostZones: Set<string>;
  /** Zones whose addresses the load balancers' names no longer have. */
  readonly forgottenZones: Set<string>;
}

/** Until the name of a load balancer leaves out its address in a lost zone: as long as finding a target unhealthy. */
export function targetZoneRemoval({ emitted, random }: World): number {
  const [group] = emitted.targetGroups;
  if (group === undefined) return 0;
  return (group.unhealthy - random()) * group.interval + group.timeout;
}

/** A time between a typical and a worst one, most often near the typical one. */
export function between(random: Random, typical: number, worst: number): number {
  return typical + (worst - typical) * random() ** 3;
}
