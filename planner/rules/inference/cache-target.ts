import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const cacheTarget: Rule = {
  id: 'inference/cache-target',
  severity: 'error',
  summary: 'A target for the cache is a share in per cent below what makes requests wait.',
  why: 'Above 95 per cent the engine already pushes requests out; above 100 no replica is ever started.',
  fix: 'Set `scaling.target` to 70 or 80.',
  source: 'vLLM documentation, "Metrics": kv_cache_usage_perc',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const { on, target } = service.scaling;
      if (on !== 'cache' || target <= 95) return [];
      return [
        {
          field: ['scaling', 'target'],
          message: `a cache that is full to ${target} % makes requests wait`,
          expected: 'at most 95',
          found: String(target),
          fix: 'set target to 80',
        },
      ];
    });
  },
};
