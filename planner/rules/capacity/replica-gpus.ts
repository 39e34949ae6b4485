import { instanceTypes } from '../../../catalog/instance-types';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { type Placement, placements } from './placement';

export const replicaGpus: Rule = {
  id: 'capacity/replica-gpus',
  severity: 'error',
  summary: 'The GPUs that share a layer are GPUs of one node.',
  why: 'A pod gets its GPUs from one node. A pod that asks for more than a node has stays pending for ever.',
  fix: 'Lower `parallelism.tensor` and split the layers with `pipeline`, or use a type with more GPUs.',
  source: 'vLLM documentation, "Distributed Inference and Serving" (tensor parallelism within a node, pipeline across)',
  check(subject) {
    return placements(subject).flatMap((placement): Violation[] => {
      const { index, poolIndex, service, gpus, tensor } = placement;
      if (tensor <= gpus.count) return [];
      return [
        {
          path: ['inference', index, 'parallelism', 'tensor'],
          message: `tensor ${tensor} needs a node with ${tensor} GPUs, and those of ${service.pool} have ${gpus.count}`,
          expected: `at most ${gpus.count}`,
          found: String(tensor),
          fix: waysOut(placement).join(', or '),
          involves: [
            ['inference', index, 'pool'],
            ['pools', poolIndex, 'instanceTypes'],
          ],
        },
      ];
    });
  },
};

function waysOut({ service, gpus, tensor, pipeline }: Placement): string[] {
  const counts = instanceTypes.map(({ accelerator }) => (accelerator?.vendor === 'nvidia' ? accelerator.count : 0));
  const largest = Math.max(...counts);
  // LMDeploy has no pipeline parallelism (lmdeploy 0.16, `serve api_server`).
  const splits = tensor % gpus.count === 0 && service.engine !== 'lmdeploy';
  return [
    splits
      ? `set tensor: ${gpus.count} and pipeline: ${(tensor / gpus.count) * pipeline}`
      : `set tensor to at most ${gpus.count}`,
    ...(tensor <= largest ? [`choose instance types with ${tensor} GPUs or more`] : []),
  ];
}
