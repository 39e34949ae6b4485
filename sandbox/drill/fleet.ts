import type { InferencePlan } from '../../planner/environment/inference-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { World } from './world';

/** A node of a pool. */
export interface Node {
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

/** A fleet without replicas. */
export function emptyFleet(service: InferencePlan, region: RegionPlan): Fleet {
  return { service, region, replicas: [], pending: 0, backlog: 0, since: 0, arrivals: 0, load: 0 };
}

/** Adds a replica on nodes: one that serves, or one that has yet to load. */
export function addReplica(fleet: Fleet, nodes: readonly Node[], state: 'ready' | 'loading'): Replica {
  const replica: Replica = { fleet, nodes, state, inService: state === 'ready', streak: 0 };
  fleet.replicas.push(replica);
  return replica;
}

export function removeReplica(replica: Replica): void {
  replica.state = 'gone';
  replica.inService = false;
  replica.fleet.replicas = replica.fleet.replicas.filter((other) => other !== replica);
}

/** Whether a request to this replica would be answered. */
export function isServing(world: World, { state, nodes, fleet }: Replica): boolean {
  const isThere = nodes.every(({ alive, zone }) => alive && !world.lostZones.has(zone));
  return state === 'ready' && isThere && !world.lostRegions.has(fleet.region.name);
}
