import { healthTimeout, heartbeatTimeout, livenessProbe, probeInterval } from '../../catalog/engine-probes';
import type { Engine } from '../../catalog/engines';
import type { Fault } from '../../planner/availability/fault';
import { peakReplicas } from '../../planner/availability/region-loss';
import { loadSeconds, lostNodeSeconds, weightsGib } from '../../planner/availability/replicas';
import type { Span } from '../../planner/availability/time-budget';
import { trafficShares } from '../../planner/availability/traffic';
import type { InferencePlan } from '../../planner/environment/inference-plan';
import type { PoolPlan } from '../../planner/environment/pool-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { Tier } from '../../planner/environment/tier';
import { tiers } from '../../planner/environment/tier';
import { replicasIn } from '../../planner/inference/replicas-in';
import { between, type World } from './world';

/** A node of a pool. */
interface Node {
  readonly zone: string;
  readonly gpus: number;
  alive: boolean;
}

/** One replica of a service. */
export interface Replica {
  readonly fleet: Fleet;
  /** Those that it is spread over: without one of them it serves nothing. */
  readonly nodes: readonly Node[];
  state: 'loading' | 'ready' | 'hung' | 'gone';
  /** Whether the load balancer sends requests to it. */
  inService: boolean;
  /** Probes in a row that disagree with `inService`. */
  streak: number;
}

/** The replicas of one service in one region. */
export interface Fleet {
  readonly service: InferencePlan;
  readonly region: RegionPlan;
  replicas: Replica[];
  /** Replicas that wait for a node. */
  pending: number;
  /** Requests that wait, and since when the figure holds. */
  backlog: number;
  since: number;
  /** Requests since the autoscaler looked last. */
  arrivals: number;
  /** Requests a second, as the autoscaler averages them. */
  load: number;
}

/** Nodes and services of all regions. */
export interface Fleets {
  readonly all: readonly Fleet[];
  readonly of: (region: string, service: string) => Fleet | undefined;
  /** Whether the service would answer a probe in that region. */
  readonly answers: (region: string, service: string) => boolean;
  /** Sends a request; seconds until it is served, or undefined if it fails. */
  readonly serve: (fleet: Fleet, now: number) => number | undefined;
  readonly strike: (fault: Fault, now: number) => void;
  /** Replicas that were pushed out, in that order. */
  readonly shed: readonly {
    readonly at: number;
    readonly service: string;
    readonly tier: Tier;
    readonly region: string;
  }[];
}

/** How long clients wait for a place in the queue. */
const patienceSeconds = 30;

/** How often the autoscaler looks: the default of the horizontal pod autoscaler. */
const autoscalerSeconds = 15;

/** Looks over which it averages, so that chance does not start replicas. */
const smoothing = 4;

/** Load above what is there that starts more: the default tolerance of the horizontal pod autoscaler. */
const tolerance = 1.1;

/** Until the liveness probes of a hung engine have failed, in seconds; at worst of the engine that answers slowest. */
const livenessSeconds = {
  typical: livenessProbe.stall + probeInterval * (livenessProbe.failures - 0.5),
  worst:
    livenessProbe.stall +
    probeInterval * livenessProbe.failures +
    Math.max(...(Object.keys(healthTimeout) as Engine[]).map(heartbeatTimeout)),
};

/**
 * Everything that runs while all is well: the smallest number of nodes and replicas, spread evenly over nodes and zones.
 *
 * @param ratePerReplica requests a second that one replica of a service answers
 */
export function startFleets(world: World, ratePerReplica: ReadonlyMap<string, number>): Fleets {
  const { environment, events, random } = world;
  const nodes = new Map<string, Node[]>();
  const nodesOf = (region: RegionPlan, pool: string): Node[] => nodes.get(`${region.name}/${pool}`) ?? [];
  const shed: { at: number; service: string; tier: Tier; region: string }[] = [];
  const all: Fleet[] = [];
  for (const region of environment.regions) {
    for (const pool of region.pools) nodes.set(`${region.name}/${pool.name}`, firstNodes(world, region, pool));
    for (const service of environment.inference.filter(({ regions }) => regions.includes(region.name))) {
      const fleet: Fleet = {
        service,
        region,
        replicas: [],
        pending: 0,
        backlog: 0,
        since: 0,
        arrivals: 0,
        load: 0,
      };
      all.push(fleet);
      const own = nodesOf(region, service.pool);
      for (let index = 0; index < replicasIn(service, region).min; index++) {
        const place = placeFor(all, own, fleet);
        if (place) fleet.replicas.push({ fleet, nodes: place, state: 'ready', inService: true, streak: 0 });
      }
    }
  }
  const byKey = new Map(all.map((fleet) => [`${fleet.region.name}/${fleet.service.name}`, fleet]));

  const start = (fleet: Fleet, place: readonly Node[], now: number, ready: number): void => {
    const replica: Replica = { fleet, nodes: place, state: 'loading', inService: false, streak: 0 };
    fleet.replicas.push(replica);
    events.plan(now + ready, () => {
      if (replica.state === 'loading') replica.state = 'ready';
    });
    probe(world, replica, now);
  };

  /** Gives pending replicas nodes, the highest tier first, as the scheduler and the cluster autoscaler do. */
  const schedule = (now: number): void => {
    const waiting = all
      .filter(({ pending }) => pending > 0)
      .sort((a, b) => tiers.indexOf(a.service.tier) - tiers.indexOf(b.service.tier));
    for (const fleet of waiting) {
      const own = nodesOf(fleet.region, fleet.service.pool);
      const pool = fleet.region.pools.find(({ name }) => name === fleet.service.pool);
      const weights = weightsGib(environment, fleet.service) / environment.assumptions.weightFetch;
      while (fleet.pending > 0) {
        const place = placeFor(all, own, fleet) ?? evict(own, fleet, now);
        if (place) {
          fleet.pending--;
          start(fleet, place, now, between(random, weights, 2 * weights) + loadSeconds(fleet.service));
          continue;
        }
        const free = nodesWithRoom(all, own, fleet);
        const missing = fleet.service.nodesPerReplica - free.length;
        if (!pool || own.filter(({ alive }) => alive).length + missing > pool.nodes.max) break;
        fleet.pending--;
        const fresh = Array.from({ length: missing }, () => {
          const node = newNode(world, pool, own);
          own.push(node);
          return node;
        });
        const { nodeStart, imagePull } = environment.assumptions;
        const boot = nodeStart.seconds + imagePull.seconds + weights;
        const started = missing === 1 ? 'a node' : `${missing} nodes`;
        world.note(now, `${pool.name} in ${fleet.region.name} starts ${started} for ${fleet.service.name}`);
        start(fleet, [...free, ...fresh], now, between(random, boot, 2 * boot) + loadSeconds(fleet.service));
      }
    }
  };

  const evict = (own: readonly Node[], fleet: Fleet, now: number): readonly Node[] | undefined => {
    const lower = all.filter(
      (other) =>
        other.region === fleet.region &&
        other.service.pool === fleet.service.pool &&
        tiers.indexOf(other.service.tier) > tiers.indexOf(fleet.service.tier),
    );
    lower.sort((a, b) => tiers.indexOf(b.service.tier) - tiers.indexOf(a.service.tier));
    for (const victim of lower) {
      for (const replica of victim.replicas.filter(
        ({ state, nodes: places }) => state !== 'gone' && places.every(({ alive }) => alive),
      )) {
        remove(replica);
        shed.push({
          at: now,
          service: victim.service.name,
          tier: victim.service.tier,
          region: victim.region.name,
        });
        world.note(now, `${victim.service.name} gives GPUs to ${fleet.service.name} in ${fleet.region.name}`);
        const place = placeFor(all, own, fleet);
        if (place) return place;
      }
    }
    return undefined;
  };

  for (const fleet of all) for (const replica of fleet.replicas) probe(world, replica, 0);
  events.repeat(autoscalerSeconds * random(), autoscalerSeconds, (now) => {
    for (const fleet of all) scale(world, fleet, ratePerReplica.get(fleet.service.name) ?? 0, now);
    schedule(now);
  });

  return {
    all,
    of: (region, service) => byKey.get(`${region}/${service}`),
    answers: (region, service) => {
      if (world.lostRegions.has(region)) return false;
      const fleet = byKey.get(`${region}/${service}`);
      return fleet !== undefined && targets(fleet).some((replica) => isServing(world, replica));
    },
    serve: (fleet, now) => serve(world, fleet, ratePerReplica.get(fleet.service.name) ?? 0, now),
    strike: (fault, now) => strike(world, all, fault, now),
    shed,
  };
}

/** Rates at which the busiest hour loads the replicas as the plan assumes. */
export function ratesPerReplica(world: Pick<World, 'environment'>, requestsPerSecond: ReadonlyMap<string, number>) {
  const shares = trafficShares(world.environment, new Set());
  return new Map(
    world.environment.inference.map((service) => {
      const { assumptions, dns } = world.environment;
      const peak =
        dns === undefined
          ? assumptions.peakLoad * service.replicas.min
          : peakReplicas(world.environment, service, shares);
      const rate = requestsPerSecond.get(service.name) ?? 0;
      return [service.name, peak > 0 ? rate / peak : 0] as const;
    }),
  );
}

function firstNodes(world: World, region: RegionPlan, pool: PoolPlan): Node[] {
  const nodes: Node[] = [];
  const serving = world.environment.inference.filter(
    (service) => service.pool === pool.name && service.regions.includes(region.name),
  );
  const gpus = serving.reduce((sum, service) => sum + replicasIn(service, region).min * service.gpusPerReplica, 0);
  const needed = Math.ceil(gpus / Math.max(1, pool.accelerator?.count ?? 1));
  const count = Math.min(pool.nodes.max, Math.max(pool.nodes.min, needed));
  for (let index = 0; index < count; index++) nodes.push(newNode(world, pool, nodes));
  return nodes;
}

/** In the zone, of those that are there, with the fewest nodes. */
function newNode(world: World, pool: PoolPlan, others: readonly Node[]): Node {
  const zones = pool.zones.filter((zone) => !world.lostZones.has(zone));
  const count = (zone: string) => others.filter((node) => node.zone === zone && node.alive).length;
  const zone = [...zones].sort((a, b) => count(a) - count(b))[0] ?? '';
  return { zone, gpus: pool.accelerator?.count ?? 1, alive: true };
}

/** Nodes for one more replica: those with the most room, so that replicas spread; undefined if there are too few. */
function placeFor(fleets: readonly Fleet[], nodes: readonly Node[], fleet: Fleet): readonly Node[] | undefined {
  const place = nodesWithRoom(fleets, nodes, fleet);
  return place.length === fleet.service.nodesPerReplica ? place : undefined;
}

/** As many nodes as one more replica needs, or those that there are, the one with the most room first. */
function nodesWithRoom(fleets: readonly Fleet[], nodes: readonly Node[], fleet: Fleet): readonly Node[] {
  const { nodesPerReplica } = fleet.service;
  return nodes
    .filter(({ alive }) => alive)
    .map((node) => ({ node, room: node.gpus - gpusUsed(fleets, node) }))
    .filter(({ room }) => room >= fleet.service.gpusPerReplica / nodesPerReplica)
    .sort((a, b) => b.room - a.room)
    .slice(0, nodesPerReplica)
    .map(({ node }) => node);
}

function gpusUsed(fleets: readonly Fleet[], node: Node): number {
  return fleets.reduce((sum, { service, replicas }) => {
    const here = replicas.filter(({ nodes, state }) => state !== 'gone' && nodes.includes(node));
    return sum + (service.gpusPerReplica / service.nodesPerReplica) * here.length;
  }, 0);
}

function remove(replica: Replica): void {
  replica.state = 'gone';
  replica.inService = false;
  replica.fleet.replicas = replica.fleet.replicas.filter((other) => other !== replica);
}

/** Whether a request to this replica would be answered. */
function isServing(world: World, { state, nodes, fleet }: Replica): boolean {
  const isThere = nodes.every(({ alive, zone }) => alive && !world.lostZones.has(zone));
  return state === 'ready' && isThere && !world.lostRegions.has(fleet.region.name);
}

/** Where the load balancer sends requests: if it finds no target healthy, to all of them. */
function targets(fleet: Fleet): readonly Replica[] {
  const healthy = fleet.replicas.filter(({ inService }) => inService);
  return healthy.length > 0 ? healthy : fleet.replicas;
}

/** The load balancer's probes of one target, as the emitted target group has them. */
function probe(world: World, replica: Replica, now: number): void {
  const { region, service } = replica.fleet;
  const group = world.emitted.targetGroups.find(
    (candidate) => candidate.region === region.name && candidate.service === service.name,
  );
  // Inside the cluster a replica counts as soon as it is ready.
  const { interval, timeout, healthy, unhealthy } = group ?? { interval: 5, timeout: 1, healthy: 1, unhealthy: 2 };
  const look = (at: number): void => {
    if (replica.state === 'gone') return;
    const passes = isServing(world, replica);
    replica.streak = passes === replica.inService ? 0 : replica.streak + 1;
    if (replica.streak >= (passes ? healthy : unhealthy)) {
      // A probe that nobody answers fails when its time is over.
      world.events.plan(passes || replica.state === 'loading' ? at : at + timeout, () => {
        replica.inService = passes;
      });
      replica.streak = 0;
    }
    world.events.plan(at + interval, look);
  };
  world.events.plan(now + interval * world.random(), look);
}

function serve(world: World, fleet: Fleet, rate: number, now: number): number | undefined {
  fleet.arrivals++;
  const candidates = targets(fleet);
  const chosen = candidates[Math.floor(world.random() * candidates.length)];
  if (chosen === undefined || !isServing(world, chosen)) return undefined;
  const capacity = rate * candidates.filter((replica) => isServing(world, replica)).length;
  fleet.backlog = Math.max(0, fleet.backlog - capacity * (now - fleet.since));
  fleet.since = now;
  const wait = capacity > 0 ? fleet.backlog / capacity : Number.POSITIVE_INFINITY;
  if (wait > patienceSeconds) return undefined;
  fleet.backlog++;
  return wait;
}

/** As many replicas as the requests need, within the bounds of the spec. */
function scale(world: World, fleet: Fleet, rate: number, now: number): void {
  const { service, region } = fleet;
  const { min, max } = replicasIn(service, region);
  fleet.load += (fleet.arrivals / autoscalerSeconds - fleet.load) / smoothing;
  fleet.arrivals = 0;
  if (world.lostRegions.has(region.name) || region.cold) return;
  const present = fleet.replicas.length + fleet.pending;
  const needed = rate > 0 ? (fleet.load + fleet.backlog / patienceSeconds) / rate : 0;
  const wanted = needed > tolerance * present ? Math.ceil(needed) : present;
  const target = Math.min(max, Math.max(min, wanted));
  if (target <= present) return;
  if (present >= min) world.note(now, `${service.name} in ${region.name} grows from ${present} to ${target} replicas`);
  fleet.pending += target - present;
}

function strike(world: World, fleets: readonly Fleet[], fault: Fault, now: number): void {
  switch (fault.kind) {
    case 'region':
      world.lostRegions.add(fault.region);
      return;
    case 'zone':
      world.lostZones.add(fault.zone);
      for (const fleet of fleets) {
        for (const replica of fleet.replicas) {
          const lost = replica.nodes.filter(({ zone }) => zone === fault.zone);
          if (lost.length > 0) loseNodes(world, replica, lost, now, lostNodeSeconds('node', fleet.service));
        }
      }
      return;
    default: {
      const fleet = fleets.find(
        ({ service, region }) => service.name === fault.service && region.name === fault.region,
      );
      for (const replica of fault.kind === 'service' ? (fleet?.replicas ?? []) : (fleet?.replicas.slice(0, 1) ?? [])) {
        if (fault.kind === 'node' || fault.kind === 'gpu') {
          const struck = replica.nodes.slice(0, 1);
          const together = fleets
            .flatMap((other) => other.replicas)
            .filter(({ nodes }) => struck.some((node) => nodes.includes(node)));
          for (const victim of fault.kind === 'node' ? together : [replica]) {
            loseNodes(world, victim, struck, now, lostNodeSeconds(fault.kind, victim.fleet.service));
          }
        } else {
          const hangs = fault.kind === 'service';
          replica.state = hangs ? 'hung' : 'loading';
          const noticed = hangs ? between(world.random, livenessSeconds.typical, livenessSeconds.worst) : 0;
          world.events.plan(now + noticed + loadSeconds(replica.fleet.service), () => {
            if (replica.state !== 'gone') replica.state = 'ready';
          });
        }
      }
    }
  }
}

/** The pods of a lost node are replaced when they are evicted; a node that lost a GPU, when EKS repairs it. */
function loseNodes(world: World, replica: Replica, lost: readonly Node[], now: number, clock: Span): void {
  for (const node of lost) node.alive = false;
  world.events.plan(now + between(world.random, clock.typical, clock.worst), () => remove(replica));
}
