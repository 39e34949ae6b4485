import type { Fault } from '../../planner/availability/fault';
import { replicasIn } from '../../planner/inference/replicas-in';
import { autoscalerSeconds, scale } from './autoscaler';
import { addReplica, emptyFleet, type Fleet, isServing } from './fleet';
import { placeFor, startNodes } from './nodes';
import { serve } from './requests';
import { makeScheduler, type Shed } from './scheduler';
import { strike } from './strike';
import { startProbes, targetsOf } from './target-group';
import type { World } from './world';

/** Nodes and services of all regions. */
export interface Fleets {
  readonly of: (region: string, service: string) => Fleet | undefined;
  /** Whether the service would answer a probe in that region. */
  readonly answers: (region: string, service: string) => boolean;
  /** Sends a request; seconds until it is served, or undefined if it fails. */
  readonly serve: (fleet: Fleet, now: number) => number | undefined;
  readonly strike: (fault: Fault, now: number) => void;
  /** Replicas that were pushed out, in that order. */
  readonly shed: readonly Shed[];
}

/**
 * Everything that runs while all is well: the smallest number of nodes and replicas, spread evenly over nodes and zones.
 *
 * @param ratePerReplica requests a second that one replica of a service answers
 */
export function startFleets(world: World, ratePerReplica: ReadonlyMap<string, number>): Fleets {
  const { environment, events, random } = world;
  const nodesOf = startNodes(world);
  const all: Fleet[] = [];
  for (const region of environment.regions) {
    for (const service of environment.inference.filter(({ regions }) => regions.includes(region.name))) {
      const fleet = emptyFleet(service, region);
      all.push(fleet);
      for (let index = 0; index < replicasIn(service, region).min; index++) {
        const place = placeFor(all, nodesOf(region, service.pool), fleet);
        if (place) addReplica(fleet, place, 'ready');
      }
    }
  }
  const byKey = new Map(all.map((fleet) => [`${fleet.region.name}/${fleet.service.name}`, fleet]));
  const rateOf = ({ service }: Fleet) => ratePerReplica.get(service.name) ?? 0;
  const { schedule, shed } = makeScheduler(world, all, nodesOf);

  for (const fleet of all) for (const replica of fleet.replicas) startProbes(world, replica, 0);
  events.repeat(autoscalerSeconds * random(), autoscalerSeconds, (now) => {
    for (const fleet of all) scale(world, fleet, rateOf(fleet), now);
    schedule(now);
  });

  return {
    of: (region, service) => byKey.get(`${region}/${service}`),
    answers: (region, service) => {
      if (world.lostRegions.has(region)) return false;
      const fleet = byKey.get(`${region}/${service}`);
      return fleet !== undefined && targetsOf(fleet).some((replica) => isServing(world, replica));
    },
    serve: (fleet, now) => serve(world, fleet, rateOf(fleet), now),
    strike: (fault, now) => strike(world, all, fault, now),
    shed,
  };
}
