import type { Violation } from '../../../schemas/finding';
import { canaryRoom as roomOf } from '../../inference/canary-room';
import type { Rule } from '../rule';

export const canaryRoom: Rule = {
  id: 'serving/canary-room',
  severity: 'error',
  summary: 'A pool has room for the canaries beside what its services always run.',
  why: 'A canary takes GPUs of the same pool. Where there are too few, it or the service itself stays pending.',
  fix: 'Raise `nodes.max` of the pool, or lower `canary.replicas.max` or `replicas.min`.',
  source: 'Ninefold: replicas × GPUs of a replica, summed over services and canaries ≤ nodes × GPUs of a node',
  check({ project, environment }) {
    return environment.inference.flatMap((plan, index): Violation[] => {
      const { canary } = plan;
      if (canary === undefined) return [];
      for (const region of environment.regions) {
        const room = roomOf(environment, region, plan, 'min');
        if (room === undefined || room.wanted <= room.available) continue;
        const position = project.pools.findIndex(({ name }) => name === plan.pool);
        const nodes = Math.ceil(room.wanted / room.gpusOfNode);
        return [
          {
            path: ['inference', index, 'canary', 'replicas'],
            message: `with the canary of ${plan.name} the services of the pool ${plan.pool} always need ${room.wanted} GPUs in ${region.name}, and it has at most ${room.available}`,
            expected: `${nodes} nodes or more`,
            found: `${room.available / room.gpusOfNode} nodes at most`,
            fix: `raise nodes.max of ${plan.pool} to ${nodes}, or run fewer replicas`,
            involves: [['pools', position, 'nodes'], ['inference']],
          },
        ];
      }
      return [];
    });
  },
};
