import type { PoolPlan } from '../../planner/environment/pool-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import { nodesFor } from '../../planner/inference/nodes-for';
import { replicasIn } from '../../planner/inference/replicas-in';
import type { Fleet, Node } from './fleet';
import type { World } from './world';

/** The nodes of each pool of each region. */
export type Nodes = (region: RegionPlan, pool: string) => Node[];

/** What runs while all is well: the smallest number of nodes with which the smallest number of replicas has room. */
export function startNodes(world: World): Nodes {
  const pools = world.environment.regions.flatMap((region) =>
    region.pools.map((pool) => [keyOf(region, pool.name), firstNodes(world, region, pool)] as const),
  );
  const nodes = new Map(pools);
  return (region, pool) => nodes.get(keyOf(region, pool)) ?? [];
}

function keyOf({ name }: RegionPlan, pool: string): string {
  return `${name}/${pool}`;
}

function firstNodes(world: World, region: RegionPlan, pool: PoolPlan): Node[] {
  const nodes: Node[] = [];
  const serving = world.environment.inference.filter(
    (service) => service.pool === pool.name && service.regions.includes(region.name),
  );
  const gpus = serving.reduce((sum, service) => sum + replicasIn(service, region).min * service.gpusPerReplica, 0);
  const count = nodesFor(gpus, pool);
  for (let index = 0; index < count; index++) addNode(world, pool, nodes);
  return nodes;
}

/** Adds a node to a pool: in the zone, of those that are there, with the fewest nodes. */
export function addNode(world: World, pool: PoolPlan, nodes: Node[]): Node {
  const zones = pool.zones.filter((zone) => !world.lostZones.has(zone));
  const count = (zone: string) => nodes.filter((node) => node.zone === zone && node.alive).length;
  const zone = [...zones].sort((a, b) => count(a) - count(b))[0] ?? '';
  const node: Node = { zone, gpus: pool.accelerator?.count ?? 1, alive: true };
  nodes.push(node);
  return node;
}

/** Nodes for one more replica: those with the most room, so that replicas spread; undefined if there are too few. */
export function placeFor(fleets: readonly Fleet[], nodes: readonly Node[], fleet: Fleet): readonly Node[] | undefined {
  const place = nodesWithRoom(fleets, nodes, fleet);
  return place.length === fleet.service.nodesPerReplica ? place : undefined;
}

/** As many nodes as one more replica needs, or those that there are, the one with the most room first. */
export function nodesWithRoom(fleets: readonly Fleet[], nodes: readonly Node[], fleet: Fleet): readonly Node[] {
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
