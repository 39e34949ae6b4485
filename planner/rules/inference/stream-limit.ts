import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const streamLimit: Rule = {
  id: 'inference/stream-limit',
  severity: 'error',
  summary: 'An answer is no longer than a load balancer waits for its end.',
  why: 'A target group gives connections at most an hour to finish; what takes longer is cut off.',
  fix: 'Shorten `maxStream` to an hour at most.',
  source: 'Elastic Load Balancing, target group attribute deregistration_delay.timeout_seconds: 0 to 3600',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      const { seconds } = plan.timing.drain;
      if (seconds <= 3600) return [];
      return [
        {
          field: ['maxStream'],
          message: `connections have an hour to finish, and answers may take ${service.maxStream}`,
          expected: 'at most 1h',
          found: service.maxStream,
          fix: 'set maxStream to 1h',
        },
      ];
    });
  },
};
