/** Queues whose jobs the cluster of the primary region sends to those of others. */
export interface DispatchPlan {
  /** Regions that take jobs, in the order of the spec. */
  readonly workers: readonly string[];
  readonly queues: readonly DispatchingQueuePlan[];
}

export interface DispatchingQueuePlan {
  readonly name: string;
  /** Of each pool as many nodes as its jobs can have in all workers together. */
  readonly nodes: readonly { readonly pool: string; readonly nodes: number }[];
}
