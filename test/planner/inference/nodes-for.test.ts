import type { PoolPlan } from '../../../planner/environment/pool-plan';
import { nodesFor } from '../../../planner/inference/nodes-for';

const pool = { nodes: { min: 1, max: 4 }, accelerator: { count: 8 } } as PoolPlan;

describe('nodes of a pool', () => {
  it('are as many as the GPUs take, not fewer than always run and not more than there may be', () => {
    expect([0, 8, 9, 32, 33].map((gpus) => nodesFor(gpus, pool))).toEqual([1, 1, 2, 4, 4]);
  });

  it('are those that always run where the pool has no GPUs', () => {
    expect(nodesFor(0, { ...pool, accelerator: undefined } as unknown as PoolPlan)).toBe(1);
  });
});
