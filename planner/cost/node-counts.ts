import { isPaidAnyway } from '../../catalog/prices/purchase-options';
import type { Environment } from '../environment/environment';
import type { Capacity, NodeRange, PoolPlan } from '../environment/pool-plan';
import type { RegionPlan } from '../environment/region-plan';
import { nodesFor } from '../inference/nodes-for';
import { gpusIn } from '../inference/replicas-in';
import type { Usd } from './cost-plan';

/**
 * Nodes of a pool that are there at least and at most: not fewer than the least replicas of its services take, with the
 * headroom that is kept free for the next ones.
 */
export function nodesInUse({ inference }: Environment, region: RegionPlan, pool: PoolPlan): NodeRange {
  const gpus = inference
    .filter((service) => service.pool === pool.name && service.regions.includes(region.name))
    .reduce((sum, service) => {
      const kept = region.cold ? 0 : service.headroom * service.gpusPerReplica;
      return sum + gpusIn(service, region) + kept;
    }, 0);
  return { min: nodesFor(gpus, pool), max: pool.nodes.max };
}

/** Of the room between the smallest and the largest size `averageLoad` per cent are used on average. */
export function averageOf({ min, max }: NodeRange, averageLoad: number): Usd {
  return { min, expected: min + ((max - min) * averageLoad) / 100, max };
}

/** Nodes that are paid for: reserved instances whether they run or not, others by the average load. */
export function paidNodes(nodes: NodeRange, capacity: Capacity, averageLoad: number): Usd {
  if (isPaidAnyway[capacity.type] && 'instances' in capacity) {
    const paid = Math.max(capacity.instances, nodes.min);
    return { min: paid, expected: paid, max: Math.max(paid, nodes.max) };
  }
  return averageOf(nodes, averageLoad);
}
