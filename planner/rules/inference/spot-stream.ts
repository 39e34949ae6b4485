import { findPool } from '../pools';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const spotStream: Rule = {
  id: 'inference/spot-stream',
  severity: 'warning',
  summary: 'A replica on Spot can finish its longest answer before it is taken away.',
  why: 'EC2 gives two minutes of notice; answers that take longer are cut off.',
  fix: 'Shorten `maxStream` to 90 seconds, or use on-demand capacity.',
  source: 'Amazon EC2 User Guide, "Spot Instance interruption notices"',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      const pool = findPool(subject.project, service.pool)?.pool;
      if (pool?.capacity !== 'spot' || service.tier === 'sheddable' || plan.timing.drain.seconds <= 120) return [];
      return [
        {
          field: ['maxStream'],
          message: `${service.name} may answer for ${plan.timing.drain.seconds} seconds, and Spot gives 120`,
          expected: 'at most 120s',
          found: service.maxStream,
          fix: 'set maxStream to 90s, or capacity to on-demand',
        },
      ];
    });
  },
};
