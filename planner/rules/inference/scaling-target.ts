import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const scalingTarget: Rule = {
  id: 'inference/scaling-target',
  severity: 'warning',
  summary: 'A replica is not asked to hold more requests than its cache has room for.',
  why: 'It would never look busy: requests wait or are recomputed long before another replica starts.',
  fix: 'Lower `scaling.target`, shorten the context, or use more GPUs for a replica.',
  source: 'KEDA documentation, "Prometheus scaler"; vLLM documentation, "Optimization and tuning"',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      const { on, target } = service.scaling;
      if (on !== 'running' || plan.fit === undefined || plan.fit.verdict === 'does not fit') return [];
      // Requests are rarely as long as they may be: half of the length on average.
      const room = Math.floor(2 * plan.fit.concurrency);
      if (target <= room) return [];
      return [
        {
          field: ['scaling', 'target'],
          message: `a replica of ${service.name} holds some ${room} requests of half the context length, and starts another one at ${target}`,
          expected: `at most ${room}`,
          found: String(target),
          fix: `set target to ${room}`,
        },
      ];
    });
  },
};
