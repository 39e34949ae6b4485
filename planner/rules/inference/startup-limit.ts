import { formatDuration } from '../../../schemas/duration';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const startupLimit: Rule = {
  id: 'inference/startup-limit',
  severity: 'error',
  summary: 'An engine may take longer to start than its weights take to load.',
  why: 'The startup probe would end every start before it is done, and the replica never answers.',
  fix: 'Leave `startupLimit` out, which allows three times the estimate, or raise it.',
  source: 'Kubernetes documentation, "Liveness, Readiness, and Startup Probes"; vLLM documentation, "Using Kubernetes"',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      const { load, startupLimit: limit } = plan.timing;
      if (service.startupLimit === undefined || limit.seconds >= load.seconds) return [];
      return [
        {
          field: ['startupLimit'],
          message: `${service.name} takes some ${Math.round(load.seconds)} s to load, and is started anew after ${formatDuration(limit)}`,
          expected: `${Math.ceil((2 * load.seconds) / 60)}m or more`,
          found: service.startupLimit,
          fix: `set startupLimit to ${Math.ceil((3 * load.seconds) / 60)}m, or leave it out`,
        },
      ];
    });
  },
};
