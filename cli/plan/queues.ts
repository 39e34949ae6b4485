import type { Environment, RegionPlan } from '../../planner/environment';
import { mostNodes } from '../../planner/training/queue-plan';
import { range } from '../../schemas/count';
import type { Colors } from '../terminal';
import { section } from './table';

/** What a queue has of one pool in one region. */
export interface QueueRow {
  readonly queue: string;
  readonly region: string;
  readonly pool: string;
  /** Nodes that are there whenever it needs them, and those that it can have while others leave theirs idle. */
  readonly nodes: { readonly min: number; readonly max: number };
  /** GPUs of these nodes. */
  readonly gpus: { readonly min: number; readonly max: number };
  readonly weight: number;
  /** Jobs that wait in it for the pool. */
  readonly jobs: readonly string[];
}

/** Of the regions in which queues share pools; one queue alone has everything. */
export function queueRows({ regions, training }: Environment): QueueRow[] {
  return regions.flatMap((region) => {
    const { queues } = region.platform;
    if (queues.length < 2) return [];
    return queues.flatMap(({ name, weight, quotas }) =>
      quotas.map((quota) => {
        const nodes = { min: quota.guaranteed, max: mostNodes(quota, poolNodes(region, quota.pool)) };
        const gpus = gpusPerNode(region, quota.pool);
        return {
          queue: name,
          region: region.name,
          pool: quota.pool,
          nodes,
          gpus: { min: nodes.min * gpus, max: nodes.max * gpus },
          weight,
          jobs: training.filter(({ queue, pool }) => queue === name && pool === quota.pool).map((job) => job.name),
        };
      }),
    );
  });
}

function poolNodes({ pools }: RegionPlan, name: string): number {
  return pools.find((pool) => pool.name === name)?.nodes.max ?? 0;
}

function gpusPerNode({ pools }: RegionPlan, name: string): number {
  return pools.find((pool) => pool.name === name)?.accelerator?.count ?? 0;
}

/** Undefined where no queues share pools. */
export function queueSection(rows: readonly QueueRow[], colors: Colors): string | undefined {
  return section(
    'Queues: nodes of their own, up to those with borrowed ones',
    {
      columns: ['queue', 'region', 'pool', 'nodes', 'GPUs', 'weight', 'jobs'],
      rows: rows.map(({ queue, region, pool, nodes, gpus, weight, jobs }) => {
        return [queue, region, pool, range(nodes), range(gpus), String(weight), jobs.join('\n') || '-'];
      }),
      right: [3, 4, 5],
    },
    colors,
  );
}
