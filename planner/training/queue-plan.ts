import type { Queue } from '../../schemas/project';

/** Queue of the jobs that name none. */
export const defaultQueueName = 'training';

/** What the jobs of one queue may have at the same time in a region. */
export interface QueuePlan {
  readonly name: string;
  /** By which nodes that others leave idle are divided among those who want them. */
  readonly weight: number;
  readonly quotas: readonly QuotaPlan[];
}

/** Nodes of one pool for one queue. */
export interface QuotaPlan {
  readonly pool: string;
  /** Nodes that are there whenever it needs them. */
  readonly guaranteed: number;
  /** Nodes of other queues that it may have as well; absent for all of them. */
  readonly borrowLimit?: number;
}

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

/** Most nodes of a pool that the jobs of a queue can have at the same time: when all others leave theirs idle. */
export function mostNodes({ guaranteed, borrowLimit }: Omit<QuotaPlan, 'pool'>, poolNodes: number): number {
  return borrowLimit === undefined ? poolNodes : Math.min(poolNodes, guaranteed + borrowLimit);
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
