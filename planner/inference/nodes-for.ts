import type { PoolPlan } from '../environment/pool-plan';

/** Nodes of a pool that so many GPUs take, within its range; the least of it for a pool without GPUs. */
export function nodesFor(gpus: number, { nodes, accelerator }: PoolPlan): number {
  const needed = accelerator === undefined ? 0 : Math.ceil(gpus / accelerator.count);
  return Math.min(nodes.max, Math.max(nodes.min, needed));
}
