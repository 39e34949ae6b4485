import type { Accelerator } from '../../../catalog/instance-types';
import type { InferenceService, Pool } from '../../../schemas/project';
import type { InferencePlan } from '../../environment/inference-plan';
import type { ServingParallel } from '../../fit/serving-parallel';
import { fixedParallel } from '../../resolve/inference';
import { findPool, usableGpusOf } from '../pools';
import type { Subject } from '../rule';

/** A service on a pool with known GPUs, by the parallel plan that it names or that was found for it. */
export interface Placement {
  readonly service: InferenceService;
  /** Place of the service in the spec. */
  readonly index: number;
  readonly pool: Pool;
  readonly poolIndex: number;
  readonly gpus: Accelerator;
  /** GPUs of one stage, all on one node. */
  readonly tensor: number;
  /** Stages of a replica, each on a node of its own. */
  readonly pipeline: number;
  /** Most nodes of the pool, and of those that the service falls back to. */
  readonly nodes: number;
  /** Most replicas that they have room for, if no other service runs there. */
  readonly room: number;
}

/** Every service whose GPUs are known: where no plan was found, its room is not what is wrong. */
export function placements({ project, environment }: Subject): Placement[] {
  return project.inference.flatMap((service, index): Placement[] => {
    const found = findPool(project, service.pool);
    const gpus = found && usableGpusOf(found.pool);
    const parallel = parallelOf(service, environment.inference[index]);
    if (gpus === undefined || found === undefined || parallel === undefined) return [];
    const { tensor, pipeline } = parallel;
    const others = service.fallbackPools.flatMap((name) => findPool(project, name)?.pool ?? []);
    const nodes = [found.pool, ...others].reduce((sum, pool) => sum + pool.nodes.max, 0);
    const stages = nodes * Math.floor(gpus.count / tensor);
    const room = nodes < pipeline ? 0 : Math.floor(stages / pipeline);
    return [{ service, index, pool: found.pool, poolIndex: found.index, gpus, tensor, pipeline, nodes, room }];
  });
}

/** What the spec says; with `auto`, what was found to fit. */
function parallelOf(service: InferenceService, plan: InferencePlan | undefined): ServingParallel | undefined {
  const written = fixedParallel(service);
  if (written !== undefined) return written;
  return plan?.fit === undefined || plan.fit.verdict === 'does not fit' ? undefined : plan.parallel;
}

/** The placements by pool, for pools on which each service on its own has room for its largest replica count. */
export function sharedPools(subject: Subject): Placement[][] {
  const all = placements(subject);
  const byPool = subject.project.pools.map((_pool, index) => all.filter(({ poolIndex }) => poolIndex === index));
  return byPool.filter((group) => group.length > 1 && group.every(({ service, room }) => service.replicas.max <= room));
}

/** GPUs that the services take together at one end of their replica ranges, and those of the pool at its largest. */
export function demand(group: readonly Placement[], end: 'min' | 'max'): { wanted: number; available: number } {
  const wanted = group.reduce((sum, { service, tensor, pipeline }) => {
    return sum + service.replicas[end] * tensor * pipeline;
  }, 0);
  // What one of them may fall back to is room for the others, as it leaves the pool to them.
  const [first] = group;
  const nodes = Math.max(0, ...group.map((placement) => placement.nodes));
  return { wanted, available: first === undefined ? 0 : nodes * first.gpus.count };
}
