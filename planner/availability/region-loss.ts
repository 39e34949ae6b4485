import type { Environment } from '../environment/environment';
import type { InferencePlan } from '../environment/inference-plan';
import type { PoolPlan } from '../environment/pool-plan';
import type { RegionPlan } from '../environment/region-plan';
import { type Tier, tiers } from '../environment/tier';
import { gpusIn, replicasIn } from '../inference/replicas-in';
import { loadSeconds, weightsGib } from './replicas';
import type { Span } from './time-budget';
import { trafficShares } from './traffic';

/** What becomes of a service when a region is lost. */
export type Outcome =
  /** Replicas that run already answer everything. */
  | 'stays'
  /** More replicas have to start before everything is answered. */
  | 'scales'
  /** Gives its GPUs to services of a higher tier. */
  | 'shed'
  /** There is no room for what its users need. */
  | 'short';

/** Whether everything is answered in the end. */
export function isServed(outcome: Outcome): boolean {
  return outcome === 'stays' || outcome === 'scales';
}

export interface ServiceAfterLoss {
  readonly service: string;
  readonly tier: Tier;
  readonly region: string;
  /** Replicas that the users need at peak. */
  readonly needed: number;
  /** Replicas that run at the time of the loss. */
  readonly running: number;
  /** Replicas that run once all has settled. */
  readonly settled: number;
  readonly outcome: Outcome;
  /** Until the missing replicas answer; zero if none is missing. */
  readonly warm: Span;
}

/** The environment after the loss of one region, at the busiest hour. */
export interface RegionLoss {
  readonly lost: string;
  /** Share of the users that it served. */
  readonly share: number;
  /** Whether any other region is left to answer for the public name. */
  readonly hasSuccessor: boolean;
  readonly services: readonly ServiceAfterLoss[];
  /** The same by the name of the service. */
  readonly byService: ReadonlyMap<string, readonly ServiceAfterLoss[]>;
}

const none: Span = { typical: 0, worst: 0 };

/** What the loss of each region does to the others, in the order of the regions. */
export function regionLosses(environment: Environment): RegionLoss[] {
  const before = trafficShares(environment, new Set());
  const peaks = new Map(
    environment.inference.map((service) => [service.name, peakReplicas(environment, service, before)] as const),
  );
  const settled = new Map<string, readonly ServiceAfterLoss[]>();
  const groups = groupsOf(environment);
  return environment.regions
    .filter((region) => region.endpoint !== undefined)
    .map(({ name }) => {
      const after = trafficShares(environment, new Set([name]));
      // With nothing healthy left, DNS answers with everything, the lost region included.
      const survivors = environment.regions.filter(
        (region) => region.name !== name && (after.get(region.name) ?? 0) > 0,
      );
      const sums = groups.map((regions) => regions.reduce((sum, other) => sum + (after.get(other) ?? 0), 0));
      const services = survivors.flatMap((region) => {
        // Losses that give a region the same share of the users of every service do the same to it.
        const key = [region.name, after.get(region.name), ...sums].join(' ');
        const known = settled.get(key) ?? settle(environment, region, peaks, after);
        settled.set(key, known);
        return known;
      });
      return {
        lost: name,
        share: before.get(name) ?? 0,
        hasSuccessor: survivors.length > 0 && !after.has(name),
        services,
        byService: byServiceOf(services),
      };
    });
}

function byServiceOf(services: readonly ServiceAfterLoss[]): ReadonlyMap<string, readonly ServiceAfterLoss[]> {
  const byService = new Map<string, ServiceAfterLoss[]>();
  for (const after of services) {
    const known = byService.get(after.service);
    if (known === undefined) byService.set(after.service, [after]);
    else known.push(after);
  }
  return byService;
}

/** The sets of regions that services are in, each once. */
function groupsOf({ inference }: Environment): (readonly string[])[] {
  return [...new Map(inference.map(({ regions }) => [regions.join(' '), regions])).values()];
}

/**
 * Peak of a public service, in replicas, over all regions: {@link AssumptionsPlan.peakLoad} of what runs at least where
 * users are served.
 */
export function peakReplicas(
  environment: Environment,
  service: InferencePlan,
  shares: ReadonlyMap<string, number>,
): number {
  const serving = service.regions.filter((region) => (shares.get(region) ?? 0) > 0);
  return environment.assumptions.peakLoad * service.replicas.min * serving.length;
}

/** GPUs of one pool while services take their places, the highest tier first. */
interface Room {
  /** GPUs of nodes that run and that nobody uses. */
  free: number;
  /** GPUs of nodes that may still be started. */
  startable: number;
}

interface Candidate {
  readonly service: InferencePlan;
  readonly gpus: number;
  readonly needed: number;
  readonly running: number;
  /** Replicas that it has now; falls as higher tiers take its GPUs. */
  current: number;
  outcome: Outcome;
  warm: Span;
}

function settle(
  environment: Environment,
  region: RegionPlan,
  peaks: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): ServiceAfterLoss[] {
  const candidates = environment.inference
    .filter((service) => service.regions.includes(region.name))
    .map((service): Candidate => {
      const running = replicasIn(service, region).min;
      return {
        service,
        gpus: service.gpusPerReplica,
        needed: neededReplicas(environment, service, region, peaks, after),
        running,
        current: running,
        outcome: 'stays',
        warm: none,
      };
    })
    .sort((a, b) => tiers.indexOf(a.service.tier) - tiers.indexOf(b.service.tier));
  placeAll(environment, region, candidates);
  return candidates.map(({ service, needed, running, current, outcome, warm }) => {
    return {
      service: service.name,
      tier: service.tier,
      region: region.name,
      needed,
      running,
      settled: current,
      outcome,
      warm,
    };
  });
}

/** Users of public services move with DNS; the callers of an internal one are in its own region. */
function neededReplicas(
  environment: Environment,
  service: InferencePlan,
  region: RegionPlan,
  peaks: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): number {
  if (service.exposure === 'internal') return upToWhole(environment.assumptions.peakLoad * service.replicas.min);
  const serving = service.regions.reduce((sum, name) => sum + (after.get(name) ?? 0), 0);
  const part = serving > 0 ? (after.get(region.name) ?? 0) / serving : 0;
  return upToWhole((peaks.get(service.name) ?? 0) * part);
}

/** Whole replicas; a rounding error is none. */
function upToWhole(replicas: number): number {
  return Math.ceil(replicas - 1e-9);
}

/** Replicas of a service that the peak of one region needs; at least one. */
export function neededAtPeak({ assumptions }: Environment, { replicas }: InferencePlan): number {
  return Math.max(1, upToWhole(assumptions.peakLoad * replicas.min));
}

/** What is free in a pool, and what may still be started, while the replicas of the services run. */
function roomOf(region: RegionPlan, pool: PoolPlan, candidates: readonly Candidate[]): Room {
  const perNode = pool.accelerator?.count ?? 0;
  const inPool = candidates.filter(({ service }) => service.pool === pool.name);
  const used = inPool.reduce((sum, { service }) => sum + gpusIn(service, region), 0);
  // Replicas beyond the pool's smallest size have made it grow.
  const nodes = perNode > 0 ? Math.min(pool.nodes.max, Math.max(pool.nodes.min, Math.ceil(used / perNode))) : 0;
  return { free: Math.max(0, nodes * perNode - used), startable: (pool.nodes.max - nodes) * perNode };
}

/** Gives the services of a region what they need, the highest tier first. */
function placeAll(environment: Environment, region: RegionPlan, candidates: readonly Candidate[]): void {
  const rooms = new Map(region.pools.map((pool) => [pool.name, roomOf(region, pool, candidates)] as const));
  candidates.forEach((candidate, index) => {
    const { service } = candidate;
    const wanted = Math.min(candidate.needed, mostIn(service, region));
    const missing = wanted - candidate.current;
    if (missing > 0) {
      const lower = candidates
        .slice(index + 1)
        .filter((other) => other.service.pool === service.pool && other.service.tier !== service.tier);
      const own = [service.pool, ...service.fallbackPools].flatMap((name) => rooms.get(name) ?? []);
      grow(environment, region, candidate, missing, own, lower);
    }
    if (candidate.current >= candidate.needed) {
      if (candidate.current > candidate.running) candidate.outcome = 'scales';
    } else if (candidate.outcome !== 'shed') candidate.outcome = 'short';
  });
}

/** A cold region scales once it is deployed as warm. */
function mostIn(service: InferencePlan, region: RegionPlan): number {
  return replicasIn(service, { ...region, cold: false }).max;
}

/**
 * Finds GPUs for more replicas: free ones, then those of lower tiers, then new nodes.
 *
 * @param rooms of the pools that the service tries, in their order
 */
function grow(
  environment: Environment,
  region: RegionPlan,
  candidate: Candidate,
  missing: number,
  rooms: readonly Room[],
  lower: readonly Candidate[],
): void {
  const { gpus, service } = candidate;
  const [first] = rooms;
  if (first === undefined) return;
  const inPlace = startSpan(environment, service, region, 'node-runs');
  const onNewNode = startSpan(environment, service, region, 'new-node');
  const hasFree = () => rooms.find(({ free }) => free >= gpus);
  for (let count = 0; count < missing; count++) {
    if (hasFree() === undefined) evict(lower, first, gpus);
    const free = hasFree();
    const startable = rooms.find((room) => room.startable >= gpus);
    if (free) {
      free.free -= gpus;
      candidate.warm = longer(candidate.warm, inPlace);
    } else if (startable) {
      startable.startable -= gpus;
      candidate.warm = longer(candidate.warm, onNewNode);
    } else return;
    candidate.current++;
  }
}

/** Takes replicas of the lowest tier first until there is room. */
function evict(lower: readonly Candidate[], room: Room, gpus: number): void {
  for (const victim of [...lower].reverse()) {
    while (room.free < gpus && victim.current > 0) {
      victim.current--;
      victim.outcome = 'shed';
      room.free += victim.gpus;
    }
  }
}

function longer(a: Span, b: Span): Span {
  return b.worst > a.worst ? b : a;
}

/**
 * Until one more replica answers. A cold region has to be deployed first. A node that runs has the images of its pool
 * (`images` of the pool's plan); a new one pulls what the waiting pod needs at once, and the others beside it one by one,
 * which is in the worst case's factor of two.
 */
export function startSpan(
  environment: Environment,
  service: InferencePlan,
  region: RegionPlan,
  from: 'node-runs' | 'new-node',
): Span {
  const { nodeStart, imagePull, weightFetch, activation } = environment.assumptions;
  const load = loadSeconds(service);
  const node = from === 'new-node' ? nodeStart.seconds + imagePull.seconds : 0;
  const weights = weightsGib(environment, service) / weightFetch;
  const decide = region.cold ? activation.seconds : 0;
  return { typical: decide + node + weights + load, worst: 2 * (decide + node + weights) + load };
}
