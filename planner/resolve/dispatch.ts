import type { Project, Queue } from '../../schemas/project';
import type { DispatchPlan } from '../environment/dispatch-plan';
import { mostNodes } from '../environment/queue-plan';
import { poolRegions } from './pools';
import { quotaOf } from './queues';
import { primaryRegionOf } from './region-role';

/** What the cluster of a region sends away; undefined in all but the primary one, and where there is nowhere to send to. */
export function dispatchOf(project: Project, region: string): DispatchPlan | undefined {
  if (region !== primaryRegionOf(project)) return undefined;
  const queues = project.queues
    .filter((queue) => queue.dispatch)
    .map((queue) => ({ name: queue.name, nodes: nodesOf(project, queue) }))
    .filter(({ nodes }) => nodes.length > 0);
  const workers = project.regions
    .map(({ name }) => name)
    .filter((name) => queues.some(({ nodes }) => nodes.some(({ pool }) => workersFor(project, pool).includes(name))));
  return workers.length === 0 ? undefined : { workers, queues };
}

/** Regions beside the primary one that have a pool on which jobs run. */
export function workersFor(project: Project, pool: string): string[] {
  if (!project.training.some((job) => job.pool === pool)) return [];
  return poolRegions(project, pool).filter((name) => name !== primaryRegionOf(project));
}

/** Queues that jobs of the region wait in: in the primary one, those that are sent away have no nodes. */
export function localQueues(project: Project, region: string): Queue[] {
  return project.queues.filter(({ dispatch }) => !(dispatch && region === primaryRegionOf(project)));
}

/** Queues whose jobs come to a region from the primary one. */
export function dispatchedQueues(project: Project, region: string): Queue[] {
  return project.queues.filter(
    ({ dispatch, share }) => dispatch && Object.keys(share).some((pool) => workersFor(project, pool).includes(region)),
  );
}

function nodesOf(project: Project, queue: Queue): { pool: string; nodes: number }[] {
  return project.pools.flatMap(({ name, nodes }) => {
    const quota = quotaOf(queue, name);
    const workers = workersFor(project, name).length;
    return quota === undefined || workers === 0 ? [] : [{ pool: name, nodes: workers * mostNodes(quota, nodes.max) }];
  });
}
