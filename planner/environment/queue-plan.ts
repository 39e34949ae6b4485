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

/** Most nodes of a pool that the jobs of a queue can have at the same time: when all others leave theirs idle. */
export function mostNodes({ guaranteed, borrowLimit }: Omit<QuotaPlan, 'pool'>, poolNodes: number): number {
  return borrowLimit === undefined ? poolNodes : Math.min(poolNodes, guaranteed + borrowLimit);
}
