import type { InferenceService } from '../../../schemas/project';
import type { GpuNode } from '../../fit/gpu-node';
import { waysToServe } from '../../fit/ways-to-serve';
import { fixedParallel, workloadOf } from '../../resolve/inference';
import { findPool } from '../pools';
import type { Subject } from '../rule';

/** Changes after which a service fits. */
export function waysFor({ project, environment }: Subject, service: InferenceService, node: GpuNode): string[] {
  const shapes = new Map(
    environment.models.flatMap(({ name, architecture }) => (architecture ? [[name, architecture]] : [])),
  );
  const workload = workloadOf(project, service, shapes);
  if (workload === undefined) return [];
  const maxNodes = findPool(project, service.pool)?.pool.nodes.max ?? 1;
  return waysToServe({ workload, parallel: fixedParallel(service), node, maxNodes });
}
