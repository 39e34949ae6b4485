import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { placements } from './placement';

export const replicaRoom: Rule = {
  id: 'capacity/replica-room',
  severity: 'error',
  summary: 'A pool at its largest has room for the largest replica count of a service.',
  why: 'Replicas beyond the room stay pending, however long the queue is. The service then tops out below the size that the spec promises.',
  fix: 'Raise `nodes.max` of the pool, or lower `replicas.max`.',
  source: 'Ninefold: replicas × GPUs of a replica ≤ nodes × GPUs of a node',
  check(subject) {
    return placements(subject).flatMap((placement): Violation[] => {
      const { index, poolIndex, service, pool, gpus, tensor, pipeline, nodes, room } = placement;
      // A stage that fits no node is another mistake: capacity/replica-gpus.
      if (tensor > gpus.count || service.replicas.max <= room) return [];
      const needed = Math.max(pipeline, Math.ceil((service.replicas.max * pipeline) / Math.floor(gpus.count / tensor)));
      return [
        {
          path: ['inference', index, 'replicas', 'max'],
          message: `${service.name} at its largest, ${service.replicas.max} × ${tensor * pipeline} GPUs, needs ${needed} nodes; ${[pool.name, ...service.fallbackPools].join(' and ')} ${service.fallbackPools.length > 0 ? 'have' : 'has'} at most ${nodes}`,
          ...(room > 0 && { expected: `at most ${room}` }),
          found: String(service.replicas.max),
          fix: `raise pools[${poolIndex}].nodes.max to ${pool.nodes.max + needed - nodes}${room > 0 ? `, or lower max to ${room}` : ''}`,
          involves: [
            ['inference', index, 'pool'],
            ['inference', index, 'parallelism'],
            ['pools', poolIndex, 'instanceTypes'],
            ['pools', poolIndex, 'nodes', 'max'],
          ],
        },
      ];
    });
  },
};
