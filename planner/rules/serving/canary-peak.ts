import type { Violation } from '../../../schemas/finding';
import { canaryRoom } from '../../inference/canary-room';
import type { Rule } from '../rule';

export const canaryPeak: Rule = {
  id: 'serving/canary-peak',
  severity: 'warning',
  summary: 'A pool has room for the canaries beside the largest size of its services.',
  why: 'The GPUs of the canary are those that the last replicas of the service would have got: it tops out below `replicas.max` as long as the canary is there.',
  fix: 'Raise `nodes.max` of the pool, or lower `replicas.max` while the canary runs.',
  source: 'Ninefold: replicas × GPUs of a replica, summed over services and canaries ≤ nodes × GPUs of a node',
  check({ project, environment }) {
    return environment.inference.flatMap((plan, index): Violation[] => {
      if (plan.canary === undefined) return [];
      for (const region of environment.regions) {
        const always = canaryRoom(environment, region, plan, 'min');
        const room = canaryRoom(environment, region, plan, 'max');
        // Without the canary it is a matter of the capacity rules; without room for what always runs, of canary-room.
        if (room === undefined || always === undefined || always.wanted > always.available) continue;
        if (room.wanted <= room.available || room.wanted - room.ofCanaries > room.available) continue;
        const position = project.pools.findIndex(({ name }) => name === plan.pool);
        const nodes = Math.ceil(room.wanted / room.gpusOfNode);
        return [
          {
            path: ['inference', index, 'canary', 'replicas'],
            message: `with the canary of ${plan.name} the services of the pool ${plan.pool} need ${room.wanted} GPUs at their largest in ${region.name}, and it has at most ${room.available}`,
            expected: `${nodes} nodes or more`,
            found: `${room.available / room.gpusOfNode} nodes at most`,
            fix: `raise nodes.max of ${plan.pool} to ${nodes}, or lower replicas.max of ${plan.name}`,
            involves: [['pools', position, 'nodes'], ['inference']],
          },
        ];
      }
      return [];
    });
  },
};
