import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const recoveryByLoading: Rule = {
  id: 'inference/recovery-by-loading',
  severity: 'warning',
  summary: 'A critical service keeps replicas that survive the loss of one.',
  why: 'A replica alone is an outage as long as another one loads, which takes longer than recovery is promised in.',
  fix: 'Set `replicas.min` to 2.',
  source: 'Ninefold: planner/availability; load time by the size of the weights',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      const recovery = subject.environment.objectives.recovery.seconds;
      if (service.tier !== 'critical' || service.replicas.min !== 1 || plan.timing.load.seconds <= recovery) return [];
      return [
        {
          field: ['replicas', 'min'],
          message: `${service.name} loads for ${Math.round(plan.timing.load.seconds)} seconds, and recovery is promised in ${recovery}`,
          expected: '2 or more',
          found: '1',
          fix: 'set min to 2',
        },
      ];
    });
  },
};
