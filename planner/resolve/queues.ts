import type { Queue } from '../../schemas/project';
import type { QueuePlan, QuotaPlan } from '../environment/queue-plan';
import { defaultQueueName } from '../environment/queue-plan';

/**
 * The queues of a region: those of the spec that have a share in its pools, then the default one with what is left of
 * each pool. None without pools.
 *
 * @param pools on which jobs run in the region, with all nodes that they may have
 */
export function queuesOf(
  queues: readonly Queue[],
  pools: readonly { readonly name: string; readonly nodes: { readonly max: number } }[],
): QueuePlan[] {
  if (pools.length === 0) return [];
  const named = queues.flatMap((queue): QueuePlan[] => {
    const quotas = pools.flatMap(({ name }) => quotaOf(queue, name) ?? []);
    return quotas.length === 0 ? [] : [{ name: queue.name, weight: queue.weight, quotas }];
  });
  const rest = pools.map(({ name, nodes }) => ({ pool: name, guaranteed: leftOf(queues, name, nodes.max) }));
  return [...named, { name: defaultQueueName, weight: 1, quotas: rest }];
}

/** Nodes of a pool that no queue has for itself. */
export function leftOf(queues: readonly Queue[], pool: string, nodes: number): number {
  return Math.max(0, nodes - queues.reduce((sum, { share }) => sum + (sharedNodes(share, pool) ?? 0), 0));
}

/** Undefined if the queue has no share in the pool. */
export function quotaOf({ share, borrow }: Queue, pool: string): QuotaPlan | undefined {
  const guaranteed = sharedNodes(share, pool);
  if (guaranteed === undefined) return undefined;
  if (borrow === true) return { pool, guaranteed };
  return { pool, guaranteed, borrowLimit: borrow === false ? 0 : borrow };
}

/** Undefined if there is no share; a pool may have the name of something that every object has. */
export function sharedNodes(share: Queue['share'], pool: string): number | undefined {
  return Object.hasOwn(share, pool) ? share[pool] : undefined;
}
