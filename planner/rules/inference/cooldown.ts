import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const cooldown: Rule = {
  id: 'inference/cooldown',
  severity: 'warning',
  summary: 'No replica goes before another one could have loaded.',
  why: 'Between two peaks a replica is taken away, and the next peak waits for it to load again: the service swings, and its users wait each time.',
  fix: 'Leave `scaling.cooldown` out, which waits for twice the estimate, or raise it.',
  source: 'Kubernetes documentation, "Horizontal Pod Autoscaling" (flapping); KEDA documentation, "cooldownPeriod"',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      const { load, cooldown: pause } = plan.timing;
      if (service.scaling.cooldown === undefined || pause.seconds >= load.seconds) return [];
      return [
        {
          field: ['scaling', 'cooldown'],
          message: `a replica of ${service.name} takes some ${Math.round(load.seconds)} s to load, and goes after less than that`,
          expected: `${Math.ceil(load.seconds / 60)}m or more`,
          found: service.scaling.cooldown,
          fix: `set cooldown to ${Math.ceil((2 * load.seconds) / 60)}m, or leave it out`,
        },
      ];
    });
  },
};
