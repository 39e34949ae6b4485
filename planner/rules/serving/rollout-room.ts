import type { Violation } from '../../../schemas/finding';
import { hasSurgeRoom } from '../../inference/surge';
import type { Rule } from '../rule';

export const rolloutRoom: Rule = {
  id: 'serving/rollout-room',
  severity: 'warning',
  summary: 'A pool has room for one replica more than its services always run.',
  why: 'A rollout starts a replica of the new version before it stops one of the old. Without room it has to stop an old one first, and the service runs with fewer than `replicas.min` until the new one has loaded.',
  fix: 'Raise `nodes.max` of the pool.',
  source: 'Kubernetes documentation, "Deployments" (maxUnavailable, maxSurge)',
  check({ project, environment }) {
    return environment.inference.flatMap((service, index): Violation[] => {
      const tight = environment.regions.filter((region) => {
        const pool = region.pools.find(({ name }) => name === service.pool);
        // What is unknown, or does not fit in any case, is the matter of other rules.
        const isKnown = pool?.accelerator !== undefined && service.nodesPerReplica <= pool.nodes.max;
        return service.regions.includes(region.name) && isKnown && !hasSurgeRoom(environment, region, service);
      });
      const [first] = tight;
      if (first === undefined || service.replicas.min === 0) return [];
      const position = project.pools.findIndex(({ name }) => name === service.pool);
      return [
        {
          path: ['inference', index, 'replicas', 'min'],
          message: `a rollout of ${service.name} goes below ${service.replicas.min} replicas: the pool ${service.pool} has no room for one more`,
          expected: `room for ${service.replicas.min + 1} replicas`,
          found: `${project.pools[position]?.nodes.max} nodes at most`,
          fix: `raise nodes.max of ${service.pool}, or lower replicas.min`,
          involves: [['pools', position, 'nodes', 'max']],
        },
      ];
    });
  },
};
