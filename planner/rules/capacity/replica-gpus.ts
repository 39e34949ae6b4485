import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { placements } from './placement';

export const replicaGpus: Rule = {
  id: 'capacity/replica-gpus',
  severity: 'error',
  summary: 'The GPUs that share a layer are GPUs of one node.',
  why: 'A pod gets its GPUs from one node. A pod that asks for more than a node has stays pending for ever.',
  fix: 'Lower `parallelism.tensor` and split the layers with `pipeline`, or use a type with more GPUs.',
  source: 'vLLM documentation, "Distributed Inference and Serving" (tensor parallelism within a node, pipeline across)',
  check({ project }) {
    return placements(project).flatMap(({ index, poolIndex, service, gpus, tensor }): Violation[] => {
      if (tensor <= gpus.count) return [];
      return [
        {
          path: ['inference', index, 'parallelism', 'tensor'],
          message: `tensor ${tensor} needs a node with ${tensor} GPUs, and those of ${service.pool} have ${gpus.count}`,
          expected: `at most ${gpus.count}`,
          found: String(tensor),
          fix:
            tensor % gpus.count === 0
              ? `set tensor: ${gpus.count} and pipeline: ${(tensor / gpus.count) * pipelineOf(service)}, or choose a type with ${tensor} GPUs`
              : `set tensor to at most ${gpus.count}, or choose a type with ${tensor} GPUs`,
          involves: [
            ['inference', index, 'pool'],
            ['pools', poolIndex, 'instanceTypes'],
          ],
        },
      ];
    });
  },
};

function pipelineOf({ parallelism }: { parallelism?: 'auto' | { pipeline?: number } }): number {
  return (typeof parallelism === 'object' ? parallelism.pipeline : undefined) ?? 1;
}
