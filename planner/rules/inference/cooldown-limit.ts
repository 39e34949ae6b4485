import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const cooldownLimit: Rule = {
  id: 'inference/cooldown-limit',
  severity: 'error',
  summary: 'A cooldown is an hour at most.',
  why: 'Kubernetes refuses an autoscaler with a longer one, so that nothing scales the service.',
  fix: 'Set `scaling.cooldown` to 1h or less.',
  source: 'Kubernetes API Reference, "HPAScalingRules" (stabilizationWindowSeconds up to 3600)',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      if (service.scaling.cooldown === undefined || plan.timing.cooldown.seconds <= 3600) return [];
      return [
        {
          field: ['scaling', 'cooldown'],
          message: `the autoscaler of ${service.name} would be refused`,
          expected: '1h or less',
          found: service.scaling.cooldown,
          fix: 'set cooldown to 1h',
        },
      ];
    });
  },
};
