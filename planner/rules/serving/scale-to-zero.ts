import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const scaleToZero: Rule = {
  id: 'serving/scale-to-zero',
  severity: 'error',
  summary: 'Only public services may be without replicas.',
  why: 'A service without a replica has no engine that could count waiting requests. The gateway of the public services counts the requests that it gets for it, and wakes it; nobody counts those for an internal one, so it would never start again.',
  fix: 'Keep one replica, or make the service public.',
  source: 'KEDA documentation, "Scaling Deployments, StatefulSets & Custom Resources" (activation)',
  check({ project, environment }) {
    return project.inference.flatMap(({ name, replicas }, index): Violation[] => {
      const plan = environment.inference[index];
      const wakes = plan?.exposure === 'public' && project.dns !== undefined;
      if (replicas.min > 0 || wakes) return [];
      return [
        {
          path: ['inference', index, 'replicas', 'min'],
          message: `nothing wakes ${name} once its last replica is gone`,
          expected: 'at least 1',
          found: '0',
          fix: 'set replicas.min to 1',
          involves: [['inference', index, 'exposure'], ['dns']],
        },
      ];
    });
  },
};
