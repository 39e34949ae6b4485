import { latencies } from '../../../catalog/serving-metrics';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { placedSlos } from './slo-places';

export const sloColdStart: Rule = {
  id: 'monitoring/slo-cold-start',
  severity: 'warning',
  summary: 'A service with an objective for its latency always has a replica.',
  why: 'The first request after a pause waits until a node has started and the model is loaded, for minutes. The engine does not count that wait, and users feel it.',
  fix: 'Set replicas.min to 1 or more, or remove the objective.',
  source: 'KEDA documentation, "Scaling Deployments, StatefulSets & Custom Resources" (minReplicaCount)',
  check({ project }) {
    return placedSlos(project).flatMap(({ slo, path, service, servicePath }) =>
      latencies.flatMap((kind): Violation[] => {
        if (slo[kind] === undefined || service.replicas.min > 0) return [];
        return [
          {
            path: [...path, kind],
            message: `${service.name} may have no replica, and its first request then waits for minutes`,
            found: slo[kind],
            fix: 'set replicas.min of the service to 1 or more, or remove this line',
            involves: [[...servicePath, 'replicas', 'min']],
          },
        ];
      }),
    );
  },
};
