import { isPaidAnyway } from '../../catalog/prices/purchase-options';
import type { Capacity, NodeRange } from '../environment';
import type { Usd } from './cost-plan';

/**
 * Nodes that are paid for. Of the room between the smallest and the largest size `averageLoad` per cent are used on
 * average; reserved instances are paid for whether they run or not.
 */
export function paidNodes({ min, max }: NodeRange, capacity: Capacity, averageLoad: number): Usd {
  if (isPaidAnyway[capacity.type] && 'instances' in capacity) {
    const paid = Math.max(capacity.instances, min);
    return { min: paid, expected: paid, max: Math.max(paid, max) };
  }
  return { min, expected: min + ((max - min) * averageLoad) / 100, max };
}
