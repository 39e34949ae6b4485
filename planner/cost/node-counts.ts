import { isPaidAnyway } from '../../catalog/prices/purchase-options';
import type { Capacity, NodeRange } from '../environment/pool-plan';
import type { Usd } from './cost-plan';

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
