import type { DispatchPlan } from '../../planner/environment/dispatch-plan';
import type { Environment } from '../../planner/environment/environment';
import { mostNodes } from '../../planner/environment/queue-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { range } from '../../schemas/count';
import { section } from '../terminal/table';
import type { Colors } from '../terminal/terminal';

/** What a queue has of one pool in one region. */
export interface QueueRow {
  readonly queue: string;
  readonly region: string;
  readonly pool: string;
  /** Regions that run what is submitted there, instead of nodes; absent where the nodes are. */
  readonly sentTo?: readonly string[];
  /** Nodes that are there whenever it needs them, and those that it can have while others leave theirs idle. */
  readonly nodes: { readonly min: number; readonly max: number };
  /** GPUs of these nodes. */
  readonly gpus: { readonly min: number; readonly max: number };
  readonly weight: number;
  /** Jobs that wait in it for the pool. */
  readonly jobs: readonly string[];
}

/** Of the regions in which queues share pools; one queue alone has everything. */
export function queueRows({ regions, training, evaluation }: Environment): QueueRow[] {
  const jobs = [...training, ...evaluation.flatMap(({ name, serves }) => (serves ? [{ ...serves, name }] : []))];
  return regions.flatMap((region) => {
    const { queues, dispatch } = region.platform;
    if (queues.length < 2 && !dispatch) return [];
    const own = queues.flatMap(({ name, weight, quotas }) =>
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
          jobs: jobsOf(jobs, name, quota.pool),
        };
      }),
    );
    return dispatch ? [...sentRows(region.name, dispatch, training), ...own] : own;
  });
}

/** What is submitted there runs elsewhere: the nodes are those of the rows of other regions. */
function sentRows(region: string, { workers, queues }: DispatchPlan, training: readonly TrainingPlan[]): QueueRow[] {
  return queues.flatMap(({ name, nodes }) =>
    nodes.map(({ pool }) => ({
      queue: name,
      region,
      pool,
      sentTo: workers,
      nodes: { min: 0, max: 0 },
      gpus: { min: 0, max: 0 },
      weight: 1,
      jobs: jobsOf(training, name, pool),
    })),
  );
}

/** Jobs that wait in a queue for a pool. */
function jobsOf(jobs: readonly Pick<TrainingPlan, 'name' | 'queue' | 'pool'>[], name: string, pool: string): string[] {
  return jobs.filter((job) => job.queue === name && job.pool === pool).map((job) => job.name);
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
      rows: rows.map(({ queue, region, pool, sentTo, nodes, gpus, weight, jobs }) => {
        const amounts = sentTo ? [`to ${sentTo.join('\n')}`, '-', '-'] : [range(nodes), range(gpus), String(weight)];
        return [queue, region, pool, ...amounts, jobs.join('\n') || '-'];
      }),
      right: [3, 4, 5],
    },
    colors,
  );
}
