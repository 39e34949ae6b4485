import { loadSeconds, weightsGib } from '../../planner/availability/replicas';
import type { Tier } from '../../planner/environment/tier';
import { tiers } from '../../planner/environment/tier';
import { addReplica, type Fleet, type Node, removeReplica } from './fleet';
import { addNode, type Nodes, nodesWithRoom, placeFor } from './nodes';
import { startProbes } from './target-group';
import { between, type World } from './world';

/** A replica that was pushed out, when and where. */
export interface Shed {
  readonly at: number;
  readonly service: string;
  readonly tier: Tier;
  readonly region: string;
}

/** Gives nodes to the replicas that wait for some, as the Kubernetes scheduler and the cluster autoscaler do. */
export interface Scheduler {
  readonly schedule: (now: number) => void;
  /** Replicas that were pushed out, in that order. */
  readonly shed: readonly Shed[];
}

export function makeScheduler(world: World, fleets: readonly Fleet[], nodesOf: Nodes): Scheduler {
  const { environment, events, random } = world;
  const shed: Shed[] = [];

  const start = (fleet: Fleet, place: readonly Node[], now: number, ready: number): void => {
    const replica = addReplica(fleet, place, 'loading');
    events.plan(now + ready, () => {
      if (replica.state === 'loading') replica.state = 'ready';
    });
    startProbes(world, replica, now);
  };

  /** Pushes out replicas of lower tiers, the lowest first, until there is room. */
  const evict = (own: readonly Node[], fleet: Fleet, now: number): readonly Node[] | undefined => {
    const lower = fleets.filter(
      (other) =>
        other.region === fleet.region &&
        other.service.pool === fleet.service.pool &&
        tiers.indexOf(other.service.tier) > tiers.indexOf(fleet.service.tier),
    );
    lower.sort((a, b) => tiers.indexOf(b.service.tier) - tiers.indexOf(a.service.tier));
    for (const { service, region, replicas } of lower) {
      for (const replica of replicas.filter(
        ({ state, nodes }) => state !== 'gone' && nodes.every(({ alive }) => alive),
      )) {
        removeReplica(replica);
        shed.push({ at: now, service: service.name, tier: service.tier, region: region.name });
        world.note(now, `${service.name} gives GPUs to ${fleet.service.name} in ${fleet.region.name}`);
        const place = placeFor(fleets, own, fleet);
        if (place) return place;
      }
    }
    return undefined;
  };

  /** Gives nodes to the pending replicas of a fleet, until there are none, or no room. */
  const place = (fleet: Fleet, now: number): void => {
    const own = nodesOf(fleet.region, fleet.service.pool);
    const pool = fleet.region.pools.find(({ name }) => name === fleet.service.pool);
    const weights = weightsGib(environment, fleet.service) / environment.assumptions.weightFetch;
    while (fleet.pending > 0) {
      const found = placeFor(fleets, own, fleet) ?? evict(own, fleet, now);
      if (found) {
        fleet.pending--;
        start(fleet, found, now, between(random, weights, 2 * weights) + loadSeconds(fleet.service));
        continue;
      }
      const free = nodesWithRoom(fleets, own, fleet);
      const missing = fleet.service.nodesPerReplica - free.length;
      if (!pool || own.filter(({ alive }) => alive).length + missing > pool.nodes.max) return;
      fleet.pending--;
      const fresh = Array.from({ length: missing }, () => addNode(world, pool, own));
      const { nodeStart, imagePull } = environment.assumptions;
      const boot = nodeStart.seconds + imagePull.seconds + weights;
      const started = missing === 1 ? 'a node' : `${missing} nodes`;
      world.note(now, `${pool.name} in ${fleet.region.name} starts ${started} for ${fleet.service.name}`);
      start(fleet, [...free, ...fresh], now, between(random, boot, 2 * boot) + loadSeconds(fleet.service));
    }
  };

  return {
    /** The highest tier comes first. */
    schedule(now) {
      const waiting = fleets
        .filter(({ pending }) => pending > 0)
        .sort((a, b) => tiers.indexOf(a.service.tier) - tiers.indexOf(b.service.tier));
      for (const fleet of waiting) place(fleet, now);
    },
    shed,
  };
}
